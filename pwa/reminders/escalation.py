"""When nobody acts on a request in time, whoever runs the clinic gets an e-mail. No name in it."""

from pwa.care import clock
from pwa.care.staff import people
from pwa.config import Settings
from pwa.reminders import mail
from pwa.reminders.words import Said
from pwa.store.db import Database
from pwa.store.tables import Clinic, new_id

SUBJECT = Said("The call list is waiting", "", "en", "ltr")
TEXT = """Hello,

{requests} at {clinic} waited too long. Nobody has acted yet.

Open the call list: {link}

You get this e-mail because you are an administrator of the clinic. It names no patient.
"""


def tell(database: Database, settings: Settings, clinic: Clinic, late: int) -> None:
    """Write to the clinic's administrators that so many requests are late; without a mail server
    the call list alone says it."""
    server = settings.reach.mail
    if server is None or clinic.demo or not late:
        return
    requests = "A request to call a patient" if late == 1 else f"{late} requests to call a patient"
    link = f"{settings.public_url}/clinic/"
    text = TEXT.format(requests=requests, clinic=clinic.name, link=link)
    with database.session(writes=False, clinic_id=clinic.id) as s:
        readers = [staff.email for staff in people.administrators(s, clinic.id)]
    for to in readers:
        made = mail.message(SUBJECT, text, to, server.sender, new_id(), clock.now(), None)
        mail.send(server, made)
