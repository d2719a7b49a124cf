"""Each change of who a clinic's patients are has a number, so that others see what they missed."""

from typing import Any

from sqlalchemy import event, inspect, update
from sqlmodel import col

from pwa.store.tables.people import Clinic

NAMING = ("name", "phone", "email", "reference", "archived_at")


def watch(model: type[Any]) -> None:
    """Number the changes of these columns; who is deleted takes a number along."""

    def change(_mapper: Any, connection: Any, row: Any) -> None:
        seen = inspect(row)
        if not seen.persistent or any(seen.attrs[one].history.has_changes() for one in NAMING):
            row.name_seq = _next(connection, row.clinic_id)

    def delete(_mapper: Any, connection: Any, row: Any) -> None:
        _next(connection, row.clinic_id)

    event.listen(model, "before_insert", change)
    event.listen(model, "before_update", change)
    event.listen(model, "before_delete", delete)


def _next(connection: Any, clinic_id: str) -> int:
    counted = update(Clinic).where(col(Clinic.id) == clinic_id)
    counted = counted.values(names_seq=col(Clinic.names_seq) + 1)
    return int(connection.execute(counted.returning(col(Clinic.names_seq))).scalar_one())
