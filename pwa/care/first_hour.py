"""The first steps of a new clinic: what is done follows from what is on record."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from pwa.care import audit, clock
from pwa.care.audit import Actor
from pwa.store.tables import AuditEvent, Clinic, Invite, Passkey, Patient, PolicyVersion, Staff

NEW = timedelta(days=90)
STEPS = ("details", "patient", "invite", "thresholds", "colleague", "passkey")
PUT_AWAY = "first-steps.put-away"


def steps(s: Session, clinic: Clinic, staff: Staff) -> dict[str, bool] | None:
    """Which steps are done; None when all are, when they were put away, or the clinic is not new.

    The last is about who looks: each member of staff has passkeys of their own.
    """
    is_new = clock.now() - clinic.created_at < NEW
    if clinic.demo or not is_new or _happened(s, clinic, PUT_AWAY):
        return None
    done = {
        "details": _happened(s, clinic, "settings.changed"),
        "patient": _any(s, Patient, clinic),
        "invite": _any(s, Invite, clinic),
        "thresholds": _happened(s, clinic, "thresholds.viewed")
        or _any(s, PolicyVersion, clinic, col(PolicyVersion.number) > 1),
        "colleague": _any(s, Staff, clinic, col(Staff.id) != staff.id),
        "passkey": _any(s, Passkey, clinic, *_mine(staff)),
    }
    return None if all(done.values()) else done


def put_away(s: Session, actor: Actor) -> None:
    """Not shown any more, to anybody of the clinic."""
    audit.record(s, actor, PUT_AWAY, actor.clinic_id)


def _mine(staff: Staff) -> tuple[Any, ...]:
    return col(Passkey.staff_id) == staff.id, col(Passkey.revoked_at).is_(None)


def _happened(s: Session, clinic: Clinic, name: str) -> bool:
    about = (col(AuditEvent.subject_id) == clinic.id, col(AuditEvent.name) == name)
    return _any(s, AuditEvent, clinic, *about)


def _any(s: Session, table: Any, clinic: Clinic, *conditions: Any) -> bool:
    chosen = select(table.id).where(table.clinic_id == clinic.id, *conditions)
    return s.exec(chosen.limit(1)).first() is not None
