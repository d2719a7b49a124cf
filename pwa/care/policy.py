"""A clinic's limits. Each change is a new version; a published one never changes."""

from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.care.webhooks import outbox
from pwa.decision import Policy
from pwa.errors import NotFound
from pwa.store.prepared import Prepared
from pwa.store.tables import PolicyVersion


def limits(s: Session, clinic_id: str) -> tuple[int, Policy]:
    """The number of the newest version, and its policy."""
    (version_id,) = _NEWEST_ID.rows(s, {"clinic": clinic_id})[0]
    if version_id not in _known:
        version, policy = current(s, clinic_id)
        _known[version.id] = (version.number, policy)
    return _known[version_id]


# A published version never changes, so what it stands for is worked out once.
_known: dict[str, tuple[int, Policy]] = {}


def current(s: Session, clinic_id: str) -> tuple[PolicyVersion, Policy]:
    """The newest version and the policy that it stands for."""
    version = s.execute(_NEWEST, {"clinic": clinic_id}).scalars().one()
    return version, Policy.from_values(version.values)


def numbered(s: Session, clinic_id: str, number: int) -> Policy:
    """The policy of an earlier version."""
    chosen = select(PolicyVersion.values).where(
        PolicyVersion.clinic_id == clinic_id, PolicyVersion.number == number
    )
    return Policy.from_values(s.exec(chosen).one())


def version(s: Session, clinic_id: str, number: int) -> PolicyVersion:
    """An earlier version. NotFound when there is none of this number."""
    chosen = select(PolicyVersion).where(
        PolicyVersion.clinic_id == clinic_id, PolicyVersion.number == number
    )
    found = s.exec(chosen).first()
    if found is None:
        raise NotFound(f"There is no version {number}.")
    return found


def _newest(what: Any) -> Any:
    return (
        select(what)
        .where(PolicyVersion.clinic_id == bindparam("clinic"))
        .order_by(col(PolicyVersion.number).desc())
        .limit(1)
    )


_NEWEST = _newest(PolicyVersion)
_NEWEST_ID = Prepared(_newest(col(PolicyVersion.id)))


def publish(
    s: Session,
    clinic_id: str,
    values: dict[str, Any],
    preset: str | None,
    why: str,
    staff_id: str | None,
    reviewed_by: str | None = None,
    lab: dict[str, Any] | None = None,
    rolled_back_to: int | None = None,
) -> PolicyVersion:
    """A new version from now on; Invalid names every value that is out of its range.

    `lab` are the figures that were seen before, `rolled_back_to` the version whose values it takes
    again. No plan of the version before is fresh: phones get the new one at their next contact.
    """
    policy = Policy.from_values(values)
    newest = s.execute(_NEWEST, {"clinic": clinic_id}).scalars().first()
    version = PolicyVersion(
        clinic_id=clinic_id,
        number=newest.number + 1 if newest else 1,
        values=policy.values,
        preset=preset,
        why=why,
        staff_id=staff_id,
        created_at=clock.now(),
        reviewed_by=reviewed_by,
        lab=lab,
        rolled_back_to=rolled_back_to,
    )
    s.add(version)
    s.flush()
    outbox.tell(s, clinic_id, "policy.published", version=version.id)
    return version
