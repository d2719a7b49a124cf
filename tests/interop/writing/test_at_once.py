"""A record system that tries again before it has its answer."""

from concurrent.futures import ThreadPoolExecutor
from copy import copy

import pytest
from sqlmodel import select

from pwa.store.tables import CheckIn, Treatment
from tests.interop import sent
from tests.interop.program import program_of

AT_ONCE = 4


@pytest.mark.parametrize("made", [sent.response, sent.procedure], ids=["check-in", "treatment"])
def test_of_several_at_once_one_is_taken(app, cast, clock, session, made):
    program, said = program_of(app, cast).signs_in(), made(cast.ana)

    def post(_number) -> int:
        one = copy(program)
        one.http = program.app.test_client()
        return one.post(f"/fhir/{said['resourceType']}", json=said).status_code

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = sorted(threads.map(post, range(AT_ONCE)))
    assert answers == [200, 200, 200, 201]
    rows = session.exec(select(CheckIn)).all() + session.exec(select(Treatment)).all()
    assert len(rows) == 1
