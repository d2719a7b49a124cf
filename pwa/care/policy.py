"""A clinic's limits. Each change is a new version; a published one never changes."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.decision import Policy
from pwa.store.tables import PolicyVersion, StoredPlan


def current(s: Session, clinic_id: str) -> tuple[PolicyVersion, Policy]:
    """The newest version and the policy that it stands for."""
    version = s.exec(
        select(PolicyVersion)
        .where(PolicyVersion.clinic_id == clinic_id)
        .order_by(col(PolicyVersion.number).desc())
        .limit(1)
    ).one()
    return version, Policy.from_values(version.values)


def publish(
    s: Session,
    clinic_id: str,
    values: dict[str, Any],
    preset: str | None,
    why: str,
    staff_id: str | None,
) -> PolicyVersion:
    """A new version from now on; Invalid names every value that is out of its range.

    Every plan becomes stale: phones get the new one at their next contact.
    """
    policy = Policy.from_values(values)
    newest = s.exec(
        select(PolicyVersion.number)
        .where(PolicyVersion.clinic_id == clinic_id)
        .order_by(col(PolicyVersion.number).desc())
        .limit(1)
    ).first()
    version = PolicyVersion(
        clinic_id=clinic_id,
        number=(newest or 0) + 1,
        values=policy.values,
        preset=preset,
        why=why,
        staff_id=staff_id,
        created_at=clock.now(),
    )
    s.add(version)
    s.execute(update(StoredPlan).where(col(StoredPlan.clinic_id) == clinic_id).values(stale=True))
    s.flush()
    return version
