"""The watch over the app's statements sees what it is there for: see tests/statements.py."""

import pytest
from sqlmodel import select

from pwa.care import patients
from pwa.store.tables import Patient
from tests.statements import without_clinic

HELD = [
    "SELECT patient.name FROM patient WHERE patient.clinic_id = :clinic AND patient.id = :id",
    (
        "SELECT p.name FROM patient AS p JOIN clinic ON clinic.id = p.clinic_id"
        " WHERE p.clinic_id = %(clinic)s::VARCHAR"
    ),
    (
        "SELECT a FROM staff, staff_session WHERE staff_session.clinic_id = ?"
        " AND staff.clinic_id = staff_session.clinic_id"
    ),
    'UPDATE request SET "on"=:on WHERE request.clinic_id = :a AND request.id = :b',
    "INSERT INTO patient (clinic_id, id) VALUES (:a, :b)",
    "SELECT clinic_id FROM directory WHERE kind = 'clinic'",
]
NOT_HELD = {
    "SELECT patient.name FROM patient WHERE patient.id = :id": ("patient",),
    "SELECT count(*) FROM check_in": ("check_in",),
    "DELETE FROM report WHERE report.patient_id = :id": ("report",),
    "UPDATE request SET stage=:a": ("request",),
    "SELECT 1 FROM device, patient WHERE device.clinic_id = :a": ("patient",),
    "SELECT 1 FROM device JOIN patient ON patient.id = device.patient_id"
    " WHERE device.clinic_id = :a": ("patient",),
    "SELECT (SELECT max(seq) FROM check_in) FROM clinic WHERE clinic.id = :a": ("check_in",),
    "SELECT 1 FROM patient WHERE patient.clinic_id != :a": ("patient",),
}


@pytest.mark.parametrize("statement", HELD)
def test_it_lets_through_what_is_held_to_a_clinic(statement):
    assert without_clinic(statement) == ()


@pytest.mark.parametrize("statement", NOT_HELD)
def test_it_names_what_is_not(statement):
    assert without_clinic(statement) == NOT_HELD[statement]


def test_the_app_is_refused_such_a_statement(session):
    def everybody():
        return session.exec(select(Patient)).all()

    assert everybody()  # what tests ask is free
    everybody.__code__ = everybody.__code__.replace(co_filename=patients.__file__)
    with pytest.raises(AssertionError, match="without their clinic"):
        everybody()
