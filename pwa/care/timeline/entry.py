"""One thing that happened, and where it stands in the order of things."""

from datetime import date, datetime
from typing import Any, NamedTuple


class Cursor(NamedTuple):
    """A place in a timeline: the day, the place of its source within a day, the moment, the id."""

    on: date
    rank: int
    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.on.isoformat()}~{self.rank}~{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, written: str) -> "Cursor | None":
        """What `str` wrote; None for anything else."""
        try:
            on, rank, at, row_id = written.split("~")
            moment = datetime.fromisoformat(at)
            found = cls(date.fromisoformat(on), int(rank), moment, row_id)
        except ValueError:
            return None
        return found if moment.tzinfo and date.min < found.on < date.max else None


class Entry(NamedTuple):
    """A row of some table, told as something that happened on a local day."""

    kind: str
    place: Cursor
    row: Any

    @property
    def on(self) -> date:
        return self.place.on
