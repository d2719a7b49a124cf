"""The jobs that remind, run by a test at an hour at which a reminder is due."""

from sqlmodel import select

from pwa.reach import Reach
from pwa.reminders.jobs import run_once
from pwa.store.db import Database
from pwa.store.tables import Patient, Reminder
from tests.conftest import settings_for


def send(server) -> None:
    """The jobs run, at an hour at which Ana's reminder is due."""
    with server.session() as session:
        (ana,) = (one for one in session.exec(select(Patient)) if one.name == "Ana Alder")
        for row in session.exec(select(Reminder)):  # the hour of today may have passed
            session.delete(row)
        ana.reminders = {"hour": 0}
        session.add(ana)
        session.commit()
    database = Database(server.env["DATABASE_URL"])
    reach = Reach("mailto:hello@oak.clinic", None, server.url)
    run_once(database, settings_for(server.env["DATABASE_URL"], reach=reach))
    database.engine.dispose()
