"""An e-mail to those who run a clinic. It names no patient."""

from pwa.care import clock
from pwa.care.staff import people
from pwa.config import Settings
from pwa.reminders import mail
from pwa.reminders.words import Said
from pwa.store.db import Database
from pwa.store.tables import Clinic, new_id


def write(database: Database, settings: Settings, clinic: Clinic, subject: str, text: str) -> None:
    """To each of them; to nobody where there is no mail server, or the clinic is made up."""
    server = settings.reach.mail
    if server is None or clinic.demo:
        return
    with database.session(writes=False, clinic_id=clinic.id) as s:
        readers = [staff.email for staff in people.administrators(s, clinic.id)]
    for to in readers:
        said = Said(subject, "", "en", "ltr")
        made = mail.message(said, text, to, server.sender, new_id(), clock.now(), None)
        mail.send(server, made)
