"""Which clinics there are, for the jobs that look after each of them."""

from pwa.store import directory
from pwa.store.db import Database
from pwa.store.tables import Clinic


def all_clinics(database: Database) -> list[Clinic]:
    """One after the other: no transaction sees two."""
    with database.session(writes=False) as s:
        return [s.get_one(Clinic, clinic_id) for clinic_id in directory.each_clinic(s)]
