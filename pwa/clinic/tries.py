"""How often someone tried to reach a patient since the clinic last had word of them."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.clinic.words import OUTCOMES
from pwa.store.tables import Contact

LOOKED_AT = 500


class Tries(NamedTuple):
    """How many times nobody was reached, and the last of them."""

    times: int
    last: Contact


def tries(s: Session, clinic_id: str, patient_ids: Iterable[str]) -> dict[str, Tries]:
    """By patient, the attempts that came after the last time the person was reached."""
    rows = s.exec(
        select(Contact)
        .where(Contact.clinic_id == clinic_id, col(Contact.patient_id).in_(list(patient_ids)))
        .order_by(col(Contact.created_at).desc())
        .limit(LOOKED_AT)
    )
    found: dict[str, Tries] = {}
    reached: set[str] = set()
    for row in rows:
        if OUTCOMES[row.outcome].closes:
            reached.add(row.patient_id)
        elif row.patient_id not in reached:
            before = found.get(row.patient_id)
            found[row.patient_id] = (
                Tries(before.times + 1, before.last) if before else Tries(1, row)
            )
    return found
