"""What begins on a day begins without the worker, too: whoever comes first that minute looks.

Every day begins on a whole minute, wherever the clinic is, so that a look a minute is in time.
"""

from flask import Flask, request

from pwa.care import clock, drafts
from pwa.store.db import Database

# Pages and files that are the same for everyone don't wait for a database.
DOORS = ("api", "clinic", "fhir", "cds")


def publish_due(database: Database) -> None:
    """Put into force every draft whose day has come."""
    now = clock.now()
    with database.session(writes=False) as s:
        clinics = drafts.due(s, now)
    for clinic_id in clinics:
        with database.session(clinic_id=clinic_id) as s:
            drafts.publish_due(s, clinic_id, now)
            s.commit()


def init_app(app: Flask, database: Database) -> None:
    """Look before a request is answered, once a minute in each process."""
    looked = -1

    def look() -> None:
        nonlocal looked
        minute = int(clock.now().timestamp()) // 60
        if minute != looked and request.blueprint in DOORS:
            publish_due(database)
            looked = minute

    app.before_request(look)
