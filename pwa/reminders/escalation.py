"""When nobody acts on a request in time, whoever runs the clinic gets an e-mail. No name in it."""

from pwa.config import Settings
from pwa.reminders import administrators
from pwa.store.db import Database
from pwa.store.tables import Clinic

SUBJECT = "The call list is waiting"
TEXT = """Hello,

{requests} at {clinic} waited too long. Nobody has acted yet.

Open the call list: {link}

You get this e-mail because you are an administrator of the clinic. It names no patient.
"""


def tell(database: Database, settings: Settings, clinic: Clinic, late: int) -> None:
    """Write to the clinic's administrators that so many requests are late; without a mail server
    the call list alone says it."""
    if not late:
        return
    requests = "A request to call a patient" if late == 1 else f"{late} requests to call a patient"
    link = f"{settings.public_url}/clinic/"
    text = TEXT.format(requests=requests, clinic=clinic.name, link=link)
    administrators.write(database, settings, clinic, SUBJECT, text)
