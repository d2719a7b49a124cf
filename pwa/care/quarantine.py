"""What a known phone sent and could not be taken in: kept byte for byte for staff to judge."""

from datetime import datetime

from sqlmodel import Session

from pwa.care import clock
from pwa.care.who import Who
from pwa.store import insert
from pwa.store.tables import Quarantine, new_id

LONGEST_REASON = 500


def keep(
    s: Session,
    patient: Who,
    device_id: str | None,
    item_id: str,
    digest: str,
    body: bytes,
    reason: str,
    received_at: datetime,
) -> bool:
    """Keep an item for staff; False when a retry brought the same bytes with the same reason."""
    row = {
        "clinic_id": patient.clinic_id,
        "id": new_id(),
        "patient_id": patient.id,
        "device_id": device_id,
        "item_id": item_id,
        "digest": digest,
        "body": body.decode("utf-8", "backslashreplace"),
        "reason": reason[:LONGEST_REASON].encode("utf-8", "backslashreplace").decode(),
        "received_at": received_at,
    }
    return insert.unless_there(s, Quarantine, row)


def resolve(s: Session, entry: Quarantine, by: str, resolution: str) -> None:
    """Staff have judged an item; the item itself stays."""
    entry.resolved_at = clock.now()
    entry.resolved_by = by
    entry.resolution = resolution
    s.add(entry)
