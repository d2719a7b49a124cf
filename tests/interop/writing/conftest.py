"""A record system of Oak's that may do everything, and what it sends of Ana."""

import pytest

from pwa.care import enrol
from pwa.interop.fhir.patient import numbers
from pwa.store.tables import Patient
from tests.interop import sent
from tests.interop.program import program_of
from tests.interop.sent import BASE, HERE
from tests.items import SEVERE


@pytest.fixture
def program(app, cast, clock):
    return program_of(app, cast).signs_in()


@pytest.fixture
def send(program, cast):
    """Send a response of Ana's; the answer."""

    def post(answers=SEVERE, headers=(), **more):
        said = sent.response(cast.ana, answers, **more)
        return program.post(HERE, json=said, headers=dict(headers))

    return post


@pytest.fixture
def number(session, cast):
    """Ana has a number at the clinic; so has Ben, at another one."""
    row = session.get_one(Patient, (cast.oak, cast.ana))
    enrol.edit_patient(session, row, reference="A-17")
    session.commit()
    return {"system": numbers(BASE, cast.oak), "value": "A-17"}
