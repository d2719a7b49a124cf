"""Each job leaves a trace when it ends, well or not; who runs the service is told of late ones."""

from collections.abc import Callable
from typing import Any

from pwa.care import clock, operations
from pwa.care.staff import people
from pwa.config import Settings
from pwa.reminders import mail
from pwa.reminders.clinics import all_clinics
from pwa.reminders.words import Said
from pwa.store.db import Database
from pwa.store.tables import new_id

# Whose turn a trace takes: nobody's clinic waits for it.
TURN = "server"
SUBJECT = Said("Booster Check: a background job is late", "", "en", "ltr")
TEXT = """Hello,

These jobs of Booster Check have not ended well for too long: {jobs}.

Until they run, reminders may not be sent. Check-ins are received as ever.
Look at: {link}

You get this e-mail because you run the service. It names no patient.
"""


def beating(database: Database, name: str, job: Callable[[], object]) -> Callable[[], None]:
    """The job with its trace; what it returns, if anything, is kept as what it counted."""

    def run() -> None:
        began = clock.now()
        try:
            figures = job()
        except Exception as error:
            with database.session(clinic_id=TURN) as s:
                operations.failed(s, name, began, clock.now(), error)
                s.commit()
            raise
        facts = {"figures": figures} if isinstance(figures, dict) else {}
        with database.session(clinic_id=TURN) as s:
            operations.ended(s, name, began, clock.now(), **facts)
            s.commit()

    run.__name__ = run.__qualname__ = name  # by which the queue knows it
    return run


def count(database: Database) -> dict[str, Any]:
    """The figures of all clinics together, for whoever watches the service."""
    parts, now = [], clock.now()
    for clinic in all_clinics(database):
        with database.session(writes=False, clinic_id=clinic.id) as s:
            parts.append(operations.count(s, clinic.id, now))
    return operations.together(parts)


def alarm(database: Database, settings: Settings) -> list[str]:
    """Write, once a day, that jobs are late; their names."""
    with database.session(clinic_id=TURN) as s:
        late = [job.name for job in operations.to_tell(s, clock.now())]
        s.commit()
    server = settings.reach.mail
    if late and server:
        link = f"{settings.public_url}/clinic/service"
        text = TEXT.format(jobs=", ".join(late), link=link)
        for to in sorted(_readers(database)):
            number = new_id()
            made = mail.message(SUBJECT, text, to, server.sender, number, clock.now(), None)
            mail.send(server, made)
    return late


def _readers(database: Database) -> set[str]:
    found = set()
    for clinic in all_clinics(database):
        if not clinic.demo:
            with database.session(writes=False, clinic_id=clinic.id) as s:
                found |= {staff.email for staff in people.administrators(s, clinic.id)}
    return found
