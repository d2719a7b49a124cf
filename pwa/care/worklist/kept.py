"""What a phone sent and could not be taken in."""

from sqlmodel import Session, col, select

from pwa.store.joins import patient_of
from pwa.store.tables import CheckIn, Clinic, Patient, Quarantine


def quarantined(s: Session, clinic: Clinic, limit: int) -> list[tuple[Quarantine, Patient]]:
    """What waits for staff to judge it, the newest first; not what arrived in good order since."""
    arrived = select(CheckIn.id).where(
        CheckIn.clinic_id == Quarantine.clinic_id,
        CheckIn.id == Quarantine.item_id,
        CheckIn.digest == Quarantine.digest,
        col(Quarantine.reason).startswith("invalid"),
    )
    chosen = (
        select(Quarantine, Patient)
        .join(
            Patient,
            patient_of(Quarantine),
        )
        .where(
            Quarantine.clinic_id == clinic.id,
            col(Quarantine.resolved_at).is_(None),
            ~arrived.exists(),
        )
    )
    return list(s.exec(chosen.order_by(col(Quarantine.received_at).desc()).limit(limit)))
