"""Make the demo clinic, and let its made-up people live through their past."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session, func, select

from pwa.care import clock, enrol
from pwa.config import Refused
from pwa.demo.life import Life, live
from pwa.demo.past import noon_of, own_timezone
from pwa.demo.people import (
    CLINIC,
    CLINIC_PHONE,
    COUNTRY,
    PEOPLE,
    STAFF_EMAIL,
    STAFF_NAME,
    STAFF_PASSWORD,
    Person,
)
from pwa.store import directory
from pwa.store.tables import Clinic, Patient


def seed(session: Session) -> bool:
    """Make the demo clinic when there is none yet. Refused beside a clinic that is no demo."""
    if not all(clinic.demo for clinic in _clinics(session)):
        raise Refused(
            "This database has a real clinic, so no demo is added. "
            "Give the demo a database of its own with DATABASE_URL, or set BOOSTER_DEMO=0."
        )
    if demo_clinic(session):
        return False
    today, zone = clock.today(own_timezone()), own_timezone()
    with noon_of(today - timedelta(days=365), zone):
        clinic = enrol.add_clinic(session, CLINIC, CLINIC_PHONE, COUNTRY, zone, demo=True)
        enrol.add_staff(session, clinic.id, STAFF_EMAIL, STAFF_NAME, STAFF_PASSWORD)
    for person in PEOPLE:
        live(Life(session, clinic, _enrol(session, clinic, person, today), person, today))
    return True


def demo_clinic(session: Session) -> Clinic | None:
    """The made-up clinic of this database."""
    return next((clinic for clinic in _clinics(session) if clinic.demo), None)


def _clinics(session: Session) -> Iterator[Clinic]:
    return (session.get_one(Clinic, clinic_id) for clinic_id in directory.each_clinic(session))


def age_in_days(session: Session) -> int:
    """How long ago the demo was made: the newest of its people joined on that day."""
    clinic = demo_clinic(session)
    chosen = select(func.max(Patient.created_at)).where(Patient.clinic_id == (clinic and clinic.id))
    return (clock.now() - session.exec(chosen).one()).days


def _enrol(session: Session, clinic: Clinic, person: Person, today: date) -> Patient:
    with noon_of(today - timedelta(days=person.enrolled), clinic.timezone):
        number = int(person.reference.partition("-")[2])
        return enrol.add_patient(
            session,
            clinic.id,
            person.name,
            phone=f"+1 555 010 0{number}",
            reference=person.reference,
        )
