"""When a patient's next check-in is, for the phone, for reminders and for staff."""

from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from pwa.care import history, policy, programme
from pwa.care.course import days
from pwa.decision import Policy, advise
from pwa.decision.cycles import cycles_of, lasted
from pwa.decision.gaps import check_again_day
from pwa.decision.rhythm import Due, Rhythm, as_planned, due
from pwa.decision.timeline import Timeline
from pwa.store.tables import Clinic, Patient


class NextCheckIn(NamedTuple):
    """The next check-in of a patient.

    `due` is its day, which may have passed; None once the patient has stopped. `by` is the part
    of the rhythm that set it: first, again, early, window, later; or course, which the clinic laid
    out. `state` is on, paused (until
    the day `until`) or stopped: while it is not "on", nobody is reminded.
    """

    due: date | None
    by: str
    state: str
    until: date | None

    def on(self, today: date) -> date | None:
        """The day to name to the patient: a check-in that is late is for today."""
        return None if self.due is None else max(self.due, today)


def next_check_in(
    s: Session, patient: Patient, clinic: Clinic, today: date, timeline: Timeline | None = None
) -> NextCheckIn:
    """The next check-in after the last full one, by the clinic's rhythm. Only reads.

    `today` is the patient's local day. `timeline` spares a look when the caller has it.
    """
    _, limits = policy.limits(s, clinic.id)
    known = timeline or history.of(s, patient).timeline()
    found = _due(known, limits, of_clinic(clinic, limits), today)
    part = programme.of(patient, today)
    if part.state == "stopped":
        return NextCheckIn(None, "", part.state, None)
    on, by = found or (_enrolled(patient, clinic), "first")
    if by != "again" and (planned := days.check_in_days(s, patient)):
        on, by = _planned(planned, on, by, known, limits, today)
    # Whoever was away is not late.
    return NextCheckIn(max(on, patient.paused_until or on), by, part.state, part.until)


def of_clinic(clinic: Clinic, limits: Policy) -> Rhythm:
    """The clinic's rhythm, else ours; a step that the thresholds have since cut short is cut."""
    most = limits.check_in_interval_days
    kept = Rhythm(**(clinic.rhythm or {}))
    return kept._replace(
        early_every_days=min(kept.early_every_days, most),
        window_every_days=min(kept.window_every_days, most),
    )


def choose(s: Session, clinic: Clinic, values: dict[str, Any]) -> None:
    """Set the clinic's rhythm. Invalid names each value that is out of its range."""
    _, limits = policy.limits(s, clinic.id)
    chosen = Rhythm.from_values(values, limits)
    clinic.rhythm = None if chosen == Rhythm() else chosen._asdict()
    s.add(clinic)


def _due(
    timeline: Timeline, limits: Policy, rhythm: Rhythm, today: date
) -> tuple[date, str] | None:
    now = today.toordinal()
    full = [one.on for one in timeline.check_ins if one.total is not None and one.on <= now]
    if not full:
        return None
    last = full[-1]
    treated = [one.on for one in timeline.treatments if one.on <= now]
    asked = check_again_day(advise(timeline, limits, date.fromordinal(last)), last)
    if asked and (not treated or treated[-1] <= last):
        return date.fromordinal(asked), "again"
    window = lasted(cycles_of(timeline, limits, now))
    found: Due = due(last, treated[-1] if treated else None, window, rhythm, limits)
    return date.fromordinal(found.on), found.by


def _planned(
    planned: list[date], on: date, by: str, timeline: Timeline, limits: Policy, today: date
) -> tuple[date, str]:
    """The same, or the day that the patient's course has for it."""
    full = [one.on for one in timeline.check_ins if one.total is not None]
    last = max((day for day in full if day <= today.toordinal()), default=None)
    # Before the first check-in the day of enrolment stands for it, and is not too close to any.
    start = on.toordinal() - limits.confirm_gap_min_days if last is None else last
    found = as_planned(Due(on.toordinal(), by), [day.toordinal() for day in planned], start, limits)
    return date.fromordinal(found.on), found.by


def _enrolled(patient: Patient, clinic: Clinic) -> date:
    zone = ZoneInfo(patient.timezone or clinic.timezone)
    return patient.created_at.astimezone(zone).date()
