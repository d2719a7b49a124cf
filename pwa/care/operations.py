"""Whether the background jobs run, and what there is to count. Nothing here names anybody."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from pwa.care.webhooks import journal
from pwa.store.insert import INSERT
from pwa.store.tables import JobRun, Reminder, Request, Server, SyncOutcome

# After how long without one a job is late: several turns, for a short pause is nobody's business.
LIMITS = {
    "plan": timedelta(minutes=20),
    "send": timedelta(minutes=10),
    "publish": timedelta(minutes=10),
    "overdue": timedelta(minutes=10),
    "renew": timedelta(minutes=15),
    "count": timedelta(minutes=20),
    "alarm": timedelta(minutes=20),
    "tidy": timedelta(hours=4),
    "webhooks": timedelta(minutes=10),
}
COUNTED = "count"
DAY = timedelta(days=1)
TELL_AGAIN = timedelta(days=1)


class Job(NamedTuple):
    """A job, when it last ended well, and whether that is too long ago; `error` came since."""

    name: str
    ran_at: datetime | None
    is_late: bool
    error: str
    told_at: datetime | None


def ended(s: Session, name: str, began: datetime, now: datetime, **facts: Any) -> None:
    """A job ended well; `figures` is what it counted."""
    _write(s, {"name": name, "began_at": began, "ended_at": now, "error": "", **facts})


def failed(s: Session, name: str, began: datetime, now: datetime, error: Exception) -> None:
    """A job broke off: its last good end stays."""
    row = {"name": name, "began_at": began, "failed_at": now, "error": type(error).__name__}
    _write(s, row)


def jobs(s: Session, now: datetime) -> list[Job]:
    """Every job there should be. One that never ran is late once the server is old enough."""
    rows = {row.name: row for row in s.exec(select(JobRun))}
    begun = s.exec(select(Server.begun_at)).first() or now
    return [_job(name, rows.get(name), begun, now) for name in LIMITS]


def to_tell(s: Session, now: datetime) -> list[Job]:
    """The late ones that nobody was told of today; from now on somebody was."""
    found = [
        job
        for job in jobs(s, now)
        if job.is_late and (job.told_at is None or job.told_at <= now - TELL_AGAIN)
    ]
    for job in found:
        row = s.get(JobRun, job.name) or JobRun(name=job.name, began_at=now)
        row.told_at = now
        s.add(row)
    s.flush()
    return found


def counted(s: Session) -> dict[str, Any]:
    """What was last counted; empty before the first time."""
    row = s.get(JobRun, COUNTED)
    return dict(row.figures or {}) if row else {}


def count(s: Session, clinic_id: str, now: datetime) -> dict[str, Counter[str]]:
    """A clinic's figures: arrivals, the last day's reminders, requests, how long one waits."""
    return {
        "outcomes": _counter(
            s,
            SyncOutcome.outcome,
            func.sum(SyncOutcome.count),
            SyncOutcome.clinic_id == clinic_id,
        ),
        "reminders": _counter(
            s,
            Reminder.state,
            func.count(),
            Reminder.clinic_id == clinic_id,
            col(Reminder.state).in_(("sent", "skipped", "failed")),
            col(Reminder.due_at) > now - DAY,
        ),
        "requests": Counter(
            open=_requests(s, clinic_id), late=_requests(s, clinic_id, col(Request.due_at) < now)
        ),
        "queue": Counter(seconds=_waited(s, clinic_id, now)),
        "webhooks": journal.count(s, clinic_id, now),
    }


def together(parts: Iterable[dict[str, Counter[str]]]) -> dict[str, dict[str, int]]:
    """All clinics' figures as one; of what waits, the oldest."""
    whole: dict[str, Counter[str]] = {}
    for part in parts:
        for name, counts in part.items():
            so_far = whole.get(name, Counter())
            whole[name] = so_far | counts if name == "queue" else so_far + counts
    return {name: dict(counts) for name, counts in whole.items()}


def _job(name: str, row: JobRun | None, begun: datetime, now: datetime) -> Job:
    since = (row and row.ended_at) or begun
    late = now - since > LIMITS[name]
    if row is None:
        return Job(name, None, late, "", None)
    return Job(name, row.ended_at, late, row.error, row.told_at)


def _write(s: Session, row: dict[str, Any]) -> None:
    connection = s.connection()
    made = INSERT[connection.dialect.name](JobRun).values({"error": "", **row})
    changed = {name: value for name, value in row.items() if name != "name"}
    connection.execute(made.on_conflict_do_update(index_elements=["name"], set_=changed))


def _counter(s: Session, by: Any, what: Any, *where: Any) -> Counter[str]:
    rows = s.execute(select(by, what).where(*where).group_by(by))
    return Counter({name: int(number) for name, number in rows})


def _requests(s: Session, clinic_id: str, *where: Any) -> int:
    mine = (Request.clinic_id == clinic_id, col(Request.closed_at).is_(None))
    return s.exec(select(func.count()).select_from(Request).where(*mine, *where)).one()


def _waited(s: Session, clinic_id: str, now: datetime) -> int:
    mine = (Reminder.clinic_id == clinic_id, Reminder.state == "waiting")
    oldest = s.exec(select(func.min(Reminder.due_at)).where(*mine)).one()
    return max(0, int((now - oldest).total_seconds())) if oldest else 0
