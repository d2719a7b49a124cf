"""What the patient wishes and what the clinic has set about reminders."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlmodel import Session

from pwa.care.reminders.when import Quiet
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic, Patient

HOUR = 9
QUIET = Quiet(21, 8)
_HOURS = range(24)


class House(NamedTuple):
    """The clinic's settings: whether e-mails go out, and the hours in which nothing does."""

    email: bool
    quiet: Quiet


class Wishes(NamedTuple):
    """A patient's: the hour of the day, and whether by e-mail where no notification arrives."""

    hour: int
    email: bool
    quiet: Quiet


def of_clinic(clinic: Clinic) -> House:
    kept = clinic.reminders or {}
    return House(kept.get("email", True), Quiet(*kept.get("quiet", QUIET)))


def of(patient: Patient, clinic: Clinic) -> Wishes:
    """The patient's own, else the clinic's, else ours."""
    kept, house = patient.reminders or {}, of_clinic(clinic)
    quiet = Quiet(*kept.get("quiet", house.quiet))
    return Wishes(kept.get("hour", HOUR), kept.get("email", True), quiet)


def hours(wishes: Wishes) -> list[int]:
    """The hours of the day that may be chosen."""
    return [hour for hour in _HOURS if not wishes.quiet.holds(hour)]


def choose(s: Session, patient: Patient, clinic: Clinic, said: Mapping[str, Any]) -> None:
    """Keep what the patient changes: `hour`, `email`, `quiet` (two hours, null: the clinic's).

    Invalid names each value that cannot be.
    """
    new = dict(patient.reminders or {})
    for name in said.keys() & {"hour", "email", "quiet"}:
        new[name] = said[name]
    if new.get("quiet", QUIET) is None:
        del new["quiet"]
    _check(new, of_clinic(clinic).quiet, said)
    patient.reminders = new
    s.add(patient)
    s.flush()


def stop_email(s: Session, patient: Patient) -> None:
    """What the link in every e-mail does."""
    patient.reminders = {**(patient.reminders or {}), "email": False}
    s.add(patient)
    s.flush()


def set_house(s: Session, clinic: Clinic, email: bool, start: int, end: int) -> None:
    """The clinic's settings. At least eight hours of the day must stay open."""
    quiet = Quiet(start, end)
    if not (_is_hour(start) and _is_hour(end)) or sum(map(quiet.holds, _HOURS)) > 16:
        raise Invalid([Fault("quiet_from", "must leave at least 8 hours of the day open")])
    clinic.reminders = {"email": email, "quiet": [start, end]}
    s.add(clinic)
    s.flush()


def _check(new: Mapping[str, Any], usual: Quiet, said: Mapping[str, Any]) -> None:
    faults = [Fault(name, "is not known") for name in said.keys() - {"hour", "email", "quiet"}]
    quiet = _quiet(new.get("quiet", usual))
    if quiet is None:
        faults.append(Fault("quiet", "must be two hours from 0 to 23"))
    hour = new.get("hour", HOUR)
    if not _is_hour(hour):
        faults.append(Fault("hour", "must be a whole hour from 0 to 23"))
    elif quiet is not None and "hour" in said and quiet.holds(hour):
        faults.append(Fault("hour", "must not lie in the quiet hours"))
    if not isinstance(new.get("email", True), bool):
        faults.append(Fault("email", "must be true or false"))
    if faults:
        raise Invalid(faults)


def _quiet(value: Any) -> Quiet | None:
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(map(_is_hour, value)):
        return Quiet(*value)
    return None


def _is_hour(value: Any) -> bool:
    return type(value) is int and value in _HOURS
