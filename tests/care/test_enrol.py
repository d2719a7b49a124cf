import pytest

from pwa.care import enrol, patients, policy
from pwa.care.staff import passwords
from pwa.errors import Conflict, Invalid, NotFound
from pwa.store.db import enter
from pwa.store.tables import Patient
from tests.cast import PASSWORD

CLINIC = {"name": "Ash", "phone": "+353 1 555 0100", "country": "IE", "timezone": "Europe/Dublin"}


def faults(refused):
    return [fault.field for fault in refused.value.faults]


def test_a_clinic_begins_with_the_default_limits(session, clock):
    made = enrol.add_clinic(session, **CLINIC)
    version, limits = policy.current(session, made.id)
    assert (version.number, version.preset, limits.values) == (1, "balanced", {})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("phone", ""),
        ("country", "Ireland"),
        ("country", "ie"),
        ("timezone", "Dublin"),
    ],
)
def test_a_clinic_with_a_fault_is_refused(session, field, value):
    with pytest.raises(Invalid) as refused:
        enrol.add_clinic(session, **CLINIC | {field: value})
    assert faults(refused) == [field]


def test_a_country_that_is_not_on_the_list_needs_its_emergency_number(session, clock):
    with pytest.raises(Invalid) as refused:
        enrol.add_clinic(session, **CLINIC | {"country": "BR"})
    assert faults(refused) == ["emergency_number"]
    assert enrol.add_clinic(session, **CLINIC | {"country": "BR"}, emergency_number="190")


def test_every_fault_is_named_at_once(session):
    with pytest.raises(Invalid) as refused:
        enrol.add_clinic(session, "", "", "x", "y")
    assert sorted(faults(refused)) == ["country", "name", "phone", "timezone"]


def test_staff_sign_in_with_what_was_set(session, cast, clock):
    made = enrol.add_staff(session, cast.oak, " Nils@Oak.example ", "Nils", PASSWORD)
    assert passwords.authenticate(session, "nils@oak.example", PASSWORD).id == made.id
    assert PASSWORD not in made.password_hash


def test_an_email_signs_in_to_one_clinic(session, cast):
    enter(session, cast.elm)
    with pytest.raises(Conflict):
        enrol.add_staff(session, cast.elm, "NORA@oak.example", "Nora", PASSWORD)


def test_staff_with_faults_are_refused(session, cast):
    with pytest.raises(Invalid) as refused:
        enrol.add_staff(session, cast.oak, "nora", "", "short")
    assert faults(refused) == ["email", "name", "password"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("email", "ana"),
        ("timezone", "Mars"),
        ("baseline", 22),
        ("baseline", -1),
        ("baseline", True),
        ("language", "de"),
    ],
)
def test_a_patient_with_a_fault_is_refused(session, cast, field, value):
    with pytest.raises(Invalid) as refused:
        enrol.add_patient(session, cast.oak, **{"name": "Cem Cedar"} | {field: value})
    assert faults(refused) == [field]
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    with pytest.raises(Invalid):
        enrol.edit_patient(session, ana, **{field: value})
    assert ana.name == "Ana Alder"


def test_a_patient_is_tidied_and_found(session, cast, clock):
    made = enrol.add_patient(session, cast.oak, " Cem Cedar ", baseline=21)
    assert patients.find(session, cast.oak, made.id).name == "Cem Cedar"
    assert [row.name for row in patients.list_of(session, cast.oak)] == ["Ana Alder", "Cem Cedar"]


def test_another_clinics_patient_is_not_found(session, cast):
    for patient in (cast.ben, "nobody"):
        with pytest.raises(NotFound):
            patients.find(session, cast.oak, patient)


def test_a_baseline_may_be_forgotten(session, cast):
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    assert enrol.set_baseline(session, ana, 14).baseline == 14
    assert enrol.set_baseline(session, ana, None).baseline is None


def test_a_patient_who_left_is_on_no_list(session, cast, clock):
    enrol.archive_patient(session, session.get_one(Patient, (cast.oak, cast.ana)))
    assert patients.list_of(session, cast.oak) == []
