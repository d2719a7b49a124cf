"""Whatever a record system writes is taken or refused, and never breaks anything."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from random import Random

import pytest
from sqlmodel import select

from chaos.nonsense import spoilt_json
from pwa.store.tables import CheckIn, Treatment
from tests.interop import sent
from tests.interop.program import program_of

PROPER = {200, 201, 400, 409, 413, 415, 422}
TRIES = 250
AT_ONCE = 4


@pytest.fixture
def program(make_app, cast, clock):
    return program_of(make_app(requests_a_minute=10 * TRIES), cast).signs_in()


def test_no_nonsense_makes_it_fail(program, cast):
    random, seen = Random(6), set()
    condition = f"identifier={sent.MRN}|p-1"
    for step in range(TRIES):
        said = random.choice((sent.response, sent.procedure))(cast.ana)
        ask = {"data": json.dumps(said).encode()}
        for _ in range(random.choice((1, 1, 2))):
            ask = spoilt_json(ask, random)
        headers = {"If-None-Exist": condition} if step % 9 == 0 else {}
        headers["Content-Type"] = "application/fhir+json"
        answer = program.open(
            f"/fhir/{said['resourceType']}", "POST", data=ask["data"], headers=headers
        )
        assert answer.status_code in PROPER, (answer.status_code, ask)
        assert answer.json["resourceType"] in (said["resourceType"], "OperationOutcome")
        seen.add(answer.status_code)
    assert {201, 400, 422} <= seen


@pytest.mark.parametrize("made", [sent.response, sent.procedure], ids=["check-in", "treatment"])
def test_of_several_at_once_one_is_taken(program, cast, session, made):
    said = made(cast.ana)

    def post(_number) -> int:
        one = copy(program)
        one.http = program.app.test_client()
        return one.post(f"/fhir/{said['resourceType']}", json=said).status_code

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = sorted(threads.map(post, range(AT_ONCE)))
    assert answers == [200, 200, 200, 201]
    rows = session.exec(select(CheckIn)).all() + session.exec(select(Treatment)).all()
    assert len(rows) == 1
