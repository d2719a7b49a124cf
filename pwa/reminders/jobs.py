"""The jobs. Each may run twice, or at once on two machines: the row of the day decides.

No job holds anything personal: only ids wait in the queue.
"""

from huey import Huey, crontab
from sqlmodel import select

from pwa.care import clock
from pwa.care.reminders import day
from pwa.care.staff import over
from pwa.config import Settings
from pwa.due import publish_due
from pwa.reminders import escalation, upkeep
from pwa.reminders.deliver import deliver
from pwa.store.db import Database
from pwa.store.tables import Clinic

# What waited longer is looked for anew: the row still waits.
STALE_SECONDS = 15 * 60


def attach(queue: Huey, database: Database, settings: Settings) -> None:
    """Give the queue its jobs."""

    def send(clinic_id: str, reminder_id: str) -> None:
        deliver(database, settings, clinic_id, reminder_id)

    def look() -> None:
        for clinic_id, reminder_id in ready(database):
            queued(clinic_id, reminder_id)

    def plan_all() -> None:
        plan(database)

    def publish_all() -> None:
        publish_due(database)

    def mark_all() -> None:
        for clinic, late in upkeep.mark_overdue(database):
            escalation.tell(database, settings, clinic, late)

    def tidy_up() -> None:
        tidy(database)

    def renew_all() -> None:
        upkeep.renew_plans(database)

    queued = queue.task(expires=STALE_SECONDS)(send)
    queue.periodic_task(crontab(minute="*/5"), expires=60)(plan_all)
    queue.periodic_task(crontab(minute="*"), expires=60)(look)
    queue.periodic_task(crontab(minute="*"), expires=60)(publish_all)
    queue.periodic_task(crontab(minute="*"), expires=60)(mark_all)
    queue.periodic_task(crontab(minute="*"), expires=60)(renew_all)
    queue.periodic_task(crontab(minute="20"), expires=600)(tidy_up)
    queue.on_startup(name="plan")(plan_all)


def plan(database: Database) -> None:
    """Plan the day of every patient whose turn it is."""
    for clinic in _clinics(database):
        now = clock.now()
        with database.session(writes=False) as s:
            rows = day.upcoming(s, clinic, now)
        if rows:
            with database.session(clinic_id=clinic.id) as s:
                day.plan(s, rows)
                s.commit()


def ready(database: Database) -> list[tuple[str, str]]:
    """Clinic and id of each reminder whose moment has come."""
    found = []
    for clinic in _clinics(database):
        now = clock.now()
        with database.session(writes=False) as s:
            abandoned = day.abandoned(s, clinic.id, now)
            found += [(clinic.id, reminder_id) for reminder_id in day.ready(s, clinic.id, now)]
        if abandoned:
            with database.session(clinic_id=clinic.id) as s:
                day.give_up(s, clinic.id, now)
                s.commit()
    return found


def run_once(database: Database, settings: Settings) -> None:
    """Plan, and send what is ready, here and now."""
    plan(database)
    for clinic_id, reminder_id in ready(database):
        deliver(database, settings, clinic_id, reminder_id)


def tidy(database: Database) -> None:
    """Delete what lets nobody in any more."""
    with database.session() as s:
        over.delete_all(s)
        s.commit()


def _clinics(database: Database) -> list[Clinic]:
    with database.session(writes=False) as s:
        return list(s.exec(select(Clinic)))
