"""The row of a check-in, ready to be written before its turn."""

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from pwa.care.arrival import Arrival
from pwa.care.item import Item
from pwa.care.placing import Placed
from pwa.store.prepared import Bound, Prepared
from pwa.store.tables import CheckIn


def bound(s: Session, arrival: Arrival, item: Item, placed: Placed) -> Bound:
    """An insert that gives the order of arrival; nothing when the id is taken."""
    row = {
        "clinic_id": arrival.patient.clinic_id,
        "id": arrival.item_id,
        "patient_id": arrival.patient.id,
        "device_id": arrival.device.id if arrival.device else None,
        "on": placed.on,
        "said_on": item.when.on if item.when.on != placed.on else None,
        "answers": item.answers,
        "difficulty": item.difficulty,
        "digest": arrival.digest,
        "taken_at": placed.taken_at,
        "offset_minutes": item.when.offset_minutes,
        "day_uncertain": placed.uncertain,
        "received_at": arrival.received_at,
        "shown": item.shown,
        "origin": arrival.origin,
    }
    return _INSERT.bound(s, row)


_COLUMNS = [column.name for column in CheckIn.__table__.columns if column.name != "seq"]  # type: ignore[attr-defined]
_NEXT = (
    select(func.coalesce(func.max(CheckIn.seq), 0) + 1)
    .where(CheckIn.clinic_id == bindparam("clinic_id"))
    .scalar_subquery()
)
_INSERT = Prepared(
    lambda insert: (
        insert(CheckIn)
        .values({name: bindparam(name) for name in _COLUMNS} | {"seq": _NEXT})
        .on_conflict_do_nothing()
        .returning(col(CheckIn.seq))
    )
)
