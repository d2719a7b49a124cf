"""Whether the keys of this process open what is sealed in the database.

With other keys every page that names somebody would fail. Looked at is a value in use, and not one
that was laid down for it: keys are changed by sealing values anew, one by one.
"""

from sqlmodel import Session, col, select

from pwa.store import directory
from pwa.store.db import enter
from pwa.store.sealed import as_stored, opened
from pwa.store.tables import Patient

_ASKED = 5  # clinics, until one has a patient


def refuse_other_keys(s: Session) -> None:
    """Unreadable unless the newest name opens. A database without names refuses no keys."""
    for clinic_id in directory.clinics(s, most=_ASKED):
        enter(s, clinic_id)
        mine = select(Patient.id, as_stored(Patient.name)).where(Patient.clinic_id == clinic_id)
        newest = mine.order_by(col(Patient.changed_at).desc(), col(Patient.id).desc()).limit(1)
        found = s.exec(newest).first()
        if found:
            opened(found[1], "patient", "name", clinic_id, found[0])
            return
