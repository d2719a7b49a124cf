"""Clinics, staff and patients: adding and changing them."""

import re
from typing import Any

from sqlmodel import Session

from pwa.care import clock, crisis, plan, policy, roles
from pwa.care.checks import Checks
from pwa.care.staff import new_password, passwords
from pwa.errors import Conflict
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import Clinic, Patient, Staff

_COUNTRY = re.compile(r"[A-Z]{2}")


def add_clinic(
    s: Session,
    name: str,
    phone: str,
    country: str,
    timezone: str,
    demo: bool = False,
    emergency_number: str | None = None,
    crisis_line: str | None = None,
    crisis_words: str | None = None,
) -> Clinic:
    """A clinic with the default limits as version 1. `country` is two letters (ISO 3166)."""
    _check_clinic(name, phone, country, timezone, emergency_number)
    clinic = Clinic(
        name=name.strip(),
        phone=phone.strip(),
        country=country,
        timezone=timezone,
        demo=demo,
        emergency_number=emergency_number,
        crisis_line=crisis_line,
        crisis_words=crisis_words,
        created_at=clock.now(),
    )
    enter(s, clinic.id)
    s.add(clinic)
    s.flush()
    directory.put(s, "clinic", clinic.id, clinic.id)
    policy.publish(s, clinic.id, {}, "balanced", "The defaults", None)
    return clinic


def _check_clinic(
    name: str, phone: str, country: str, timezone: str, emergency_number: str | None
) -> None:
    checks = Checks()
    checks.filled("name", name)
    checks.filled("phone", phone)
    checks.timezone(timezone)
    if not _COUNTRY.fullmatch(country):
        checks.fault("country", "must be two capital letters, such as US or GB")
    elif not crisis.is_known(country) and not emergency_number:
        checks.fault("emergency_number", f"is required: none is on our list for {country}")
    checks.finish()


def add_staff(
    s: Session,
    clinic_id: str,
    email: str,
    name: str,
    password: str,
    role: str = "administrator",
) -> Staff:
    """A member of staff. Conflict when the email signs in already, at whichever clinic."""
    email = email.strip().lower()
    checks = Checks()
    checks.email(email)
    checks.filled("name", name)
    weak = new_password.why_not(password, (name, email, s.get_one(Clinic, clinic_id).name))
    if weak:
        checks.fault("password", weak)
    if role not in roles.ROLES:
        checks.fault("role", f"must be one of {', '.join(roles.ROLES)}")
    checks.finish()
    if not directory.put(s, "staff", email, clinic_id):
        raise Conflict("There is already a member of staff with this email.")
    staff = Staff(
        clinic_id=clinic_id,
        email=email,
        name=name.strip(),
        password_hash=passwords.hashed(password),
        created_at=clock.now(),
        role=role,
    )
    s.add(staff)
    s.flush()
    return staff


def add_patient(
    s: Session,
    clinic_id: str,
    name: str,
    phone: str = "",
    email: str = "",
    reference: str = "",
    baseline: int | None = None,
    timezone: str | None = None,
    language: str = "en",
) -> Patient:
    """A patient of the clinic; `timezone` None means the clinic's own."""
    patient = Patient(clinic_id=clinic_id, name="", created_at=clock.now())
    _fill(
        patient,
        name=name,
        phone=phone,
        email=email,
        reference=reference,
        baseline=baseline,
        timezone=timezone,
        language=language,
    )
    s.add(patient)
    s.flush()
    return patient


def edit_patient(s: Session, patient: Patient, **changes: Any) -> Patient:
    """Change any of: name, phone, email, reference, baseline, timezone, language."""
    _fill(patient, **changes)
    s.add(patient)
    plan.mark_stale(s, patient)
    return patient


def set_baseline(s: Session, patient: Patient, baseline: int | None) -> Patient:
    """The score (0-21 points) before treatment, as the clinic has it; None forgets it."""
    return edit_patient(s, patient, baseline=baseline)


def archive_patient(s: Session, patient: Patient) -> None:
    """The patient has left: no list shows them and their phones are no longer let in."""
    patient.archived_at = patient.archived_at or clock.now()
    s.add(patient)
    plan.forget(s, patient)


def bring_back(s: Session, patient: Patient) -> None:
    """The patient is back: on the lists, and their phones are let in again."""
    patient.archived_at = None
    plan.mark_stale(s, patient)


def _fill(patient: Patient, **values: Any) -> None:
    checks = Checks()
    for name, value in values.items():
        checks.patient_field(name, value)
    checks.finish()
    for name, value in values.items():
        setattr(patient, name, value.strip() if isinstance(value, str) else value)
