"""What Prometheus is told from the database: jobs, and what the job `count` has counted."""

from collections.abc import Iterator
from typing import Any

from pwa.care import clock, operations
from pwa.store.db import Database
from pwa.web.metrics import Figure

DIFFERS = "differs"


def read(database: Database) -> list[Figure]:
    """Two small reads, however many patients there are."""
    with database.session(writes=False) as s:
        jobs, counted = operations.jobs(s, clock.now()), operations.counted(s)
    return [*_of_jobs(jobs), *_counted(counted)]


def _of_jobs(jobs: list[operations.Job]) -> Iterator[Figure]:
    ran = {job.name: job.ran_at.timestamp() for job in jobs if job.ran_at}
    late = {job.name: float(job.is_late) for job in jobs}
    yield Figure("booster_job_last_end_seconds", "When a job last ended well.", "job", ran)
    yield Figure("booster_job_late", "1: a job has not ended well for too long.", "job", late)


def _counted(counted: dict[str, Any]) -> Iterator[Figure]:
    outcomes = dict(counted.get("outcomes", {}))
    differs = {"advice": outcomes.pop(DIFFERS, 0)}
    arrivals = "How arrivals from phones and record systems ended."
    yield Figure("booster_arrivals", arrivals, "outcome", outcomes, grows=True)
    about = "Arrivals whose advice differed from what the phone had shown."
    yield Figure("booster_differences", about, "what", differs, grows=True)
    about = "Reminders of the last day, by how they ended."
    yield Figure("booster_reminders", about, "outcome", counted.get("reminders", {}))
    about = "Requests to call: those open, and those nobody acted on in time."
    yield Figure("booster_requests", about, "state", counted.get("requests", {}))
    about = "Events for other systems: those that wait, and those given up within a day."
    yield Figure("booster_webhooks", about, "state", counted.get("webhooks", {}))
    about = "How long the oldest reminder that is due has waited."
    yield Figure("booster_queue_seconds", about, "queue", {"reminders": _oldest(counted)})


def _oldest(counted: dict[str, Any]) -> float:
    return float(counted.get("queue", {}).get("seconds", 0))
