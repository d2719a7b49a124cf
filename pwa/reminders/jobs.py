"""The jobs. Each may run twice, or at once on two machines: the row of the day decides.

No job holds anything personal: only ids wait in the queue.
"""

from collections.abc import Callable
from functools import partial

from huey import Huey, crontab

from pwa.care import clock
from pwa.care.programs import over as programs
from pwa.care.reminders import day
from pwa.care.staff import over
from pwa.care.webhooks import journal
from pwa.config import Settings
from pwa.due import publish_due
from pwa.reminders import escalation, heartbeat, upkeep
from pwa.reminders.clinics import all_clinics
from pwa.reminders.deliver import deliver
from pwa.store import changed
from pwa.store.db import Database

# What waited longer is looked for anew: the row still waits.
STALE_SECONDS = 15 * 60


def attach(queue: Huey, database: Database, settings: Settings) -> None:
    """Give the queue its jobs."""

    def send(clinic_id: str, reminder_id: str) -> None:
        deliver(database, settings, clinic_id, reminder_id)

    queued = queue.task(expires=STALE_SECONDS)(send)

    def look() -> None:
        for clinic_id, reminder_id in ready(database):
            queued(clinic_id, reminder_id)

    def every(minute: str, name: str, job: Callable[[], object], expires: int = 60) -> None:
        beats = heartbeat.beating(database, name, job)
        queue.periodic_task(crontab(minute=minute), expires=expires)(beats)

    plan_all = partial(plan, database)
    every("*/5", "plan", plan_all)
    every("*", "send", look)
    every("*", "publish", partial(publish_due, database))
    every("*", "overdue", partial(_mark_overdue, database, settings))
    every("*", "renew", partial(upkeep.renew_plans, database))
    every("*/5", "count", partial(heartbeat.count, database))
    every("*/5", "alarm", partial(heartbeat.alarm, database, settings))
    every("20", "tidy", partial(tidy, database), expires=600)
    # Nobody waits for the next whole minute after a start.
    queue.on_startup(name="plan")(heartbeat.beating(database, "plan", plan_all))
    queue.on_startup(name="tidy")(heartbeat.beating(database, "tidy", partial(tidy, database)))
    queue.on_startup(name="send")(heartbeat.beating(database, "send", look))


def _mark_overdue(database: Database, settings: Settings) -> None:
    for clinic, late in upkeep.mark_overdue(database):
        escalation.tell(database, settings, clinic, late)


def plan(database: Database) -> None:
    """Plan the day of every patient whose turn it is."""
    for clinic in all_clinics(database):
        now = clock.now()
        with database.session(writes=False, clinic_id=clinic.id) as s:
            rows = day.upcoming(s, clinic, now)
        if rows:
            with database.session(clinic_id=clinic.id) as s:
                day.plan(s, rows)
                s.commit()


def ready(database: Database) -> list[tuple[str, str]]:
    """Clinic and id of each reminder whose moment has come."""
    found = []
    for clinic in all_clinics(database):
        now = clock.now()
        with database.session(writes=False, clinic_id=clinic.id) as s:
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
    """Delete what lets nobody in any more, and put lists right."""
    upkeep.put_lists_right(database)
    with database.session() as s:
        over.delete_all(s)
        s.commit()
    for clinic in all_clinics(database):
        with database.session(clinic_id=clinic.id) as s:
            over.delete_of(s, clinic.id)
            changed.say_where_missing(s, clinic.id)
            journal.forget(s, clinic.id, clock.now())
            programs.delete_of(s, clinic.id)
            s.commit()
