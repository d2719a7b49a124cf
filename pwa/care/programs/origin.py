"""Where a row comes from, when another system brought it: who, and what it is called there."""

import json
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5


class Origin(NamedTuple):
    """A client, and its own name for what it brought: an identifier in a system of names."""

    client_id: str
    system: str
    value: str

    def row_id(self, clinic_id: str) -> str:
        """The same at each try, so that a retry is free; another for any other name."""
        said = json.dumps((clinic_id, *self))
        return str(uuid5(NAMESPACE_URL, said))

    def as_json(self) -> dict[str, str]:
        return {"client": self.client_id, "system": self.system, "value": self.value}


def client_of(row: Any) -> str | None:
    """The id of the client that brought a row with an `origin`; None for one of our own."""
    return row.origin["client"] if row.origin else None
