"""Whatever a record system writes is taken or refused, and never breaks anything."""

import json
from random import Random

import pytest

from chaos.nonsense import spoilt_json
from tests.interop import sent
from tests.interop.program import program_of

PROPER = {200, 201, 400, 409, 413, 415, 422}
TRIES = 250


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
