"""How each arrival ended, counted by clinic and UTC day."""

from sqlalchemy import bindparam
from sqlmodel import Session, col

from pwa.care import clock
from pwa.store.prepared import Prepared
from pwa.store.tables import SyncOutcome, new_id

_UPSERT = Prepared(
    lambda insert: (
        insert(SyncOutcome)
        .values(
            {name: bindparam(name) for name in ("clinic_id", "id", "day", "outcome")} | {"count": 1}
        )
        .on_conflict_do_update(
            index_elements=["clinic_id", "day", "outcome"],
            set_={"count": col(SyncOutcome.count) + 1},
        )
    )
)


def count(s: Session, clinic_id: str, outcome: str) -> None:
    """One more of: new, identical, amended, conflict, invalid, differs."""
    row = {"clinic_id": clinic_id, "id": new_id(), "day": clock.now().date(), "outcome": outcome}
    _UPSERT.run(s, row)
