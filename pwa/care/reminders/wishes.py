"""What the patient wishes and what the clinic has set about reminders."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlmodel import Session

from pwa.care.reminders.when import Quiet
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic, Patient

HOUR = 9
QUIET = Quiet(21, 8)
OPEN_HOURS = 8  # of the day, at least
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
    quiet, hour = Quiet(*kept.get("quiet", house.quiet)), kept.get("hour", HOUR)
    # The quiet hours may have changed since the hour was chosen.
    return Wishes(quiet.end if quiet.holds(hour) else hour, kept.get("email", True), quiet)


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
    """The clinic's settings."""
    if _quiet([start, end]) is None:
        raise Invalid([Fault("quiet_from", f"must leave at least {OPEN_HOURS} hours of the day")])
    clinic.reminders = {"email": email, "quiet": [start, end]}
    s.add(clinic)
    s.flush()


def _check(new: Mapping[str, Any], usual: Quiet, said: Mapping[str, Any]) -> None:
    faults = [Fault(name, "is not known") for name in said.keys() - {"hour", "email", "quiet"}]
    quiet = _quiet(new.get("quiet", usual))
    if quiet is None:
        words = f"must be two hours that leave at least {OPEN_HOURS} hours of the day"
        faults.append(Fault("quiet", words))
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
    if not isinstance(value, (list, tuple)) or len(value) != 2 or not all(map(_is_hour, value)):
        return None
    quiet = Quiet(*value)
    return quiet if len(_HOURS) - sum(map(quiet.holds, _HOURS)) >= OPEN_HOURS else None


def _is_hour(value: Any) -> bool:
    return type(value) is int and value in _HOURS
