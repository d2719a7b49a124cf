"""With the app's own filters switched off, PostgreSQL shows a clinic no other one's rows.

The same on SQLite is the control: without its filters the app shows them there.
"""

import pytest

from pwa.care import patients
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.filters_off import filters_off


@pytest.fixture
def nora(app, clock):
    nurse = Nurse(app.test_client())
    nurse.sign_in("nora@oak.example", PASSWORD)
    return nurse


@pytest.fixture
def engine(app):
    return app.extensions["db"].engine


@pytest.fixture
def holds(engine):
    return engine.dialect.name == "postgresql"


def test_it_lists_the_patients_of_one_clinic(session, cast, engine, holds):
    with filters_off(engine):
        found = {patient.name for patient in patients.list_of(session, cast.oak)}
    assert found == ({"Ana Alder"} if holds else {"Ana Alder", "Ben Birch"})


def test_another_clinics_patient_is_not_found(nora, engine, cast, holds):
    path = f"/clinic/patients/{cast.ben}"
    assert nora.client.get(path).status_code == 404
    with filters_off(engine):
        assert (nora.client.get(path).status_code == 404) == holds


def test_a_page_has_nothing_of_another_clinic(nora, engine, holds):
    with filters_off(engine):
        page = nora.client.get("/clinic/patients")
    assert ("Ana Alder" in page.text) == holds
    assert "Ben Birch" not in page.text or not holds
