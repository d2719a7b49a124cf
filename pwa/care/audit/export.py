"""The trail as a file: every link with its hash, so that anybody can check it without us."""

import json
from collections.abc import Iterable, Iterator

from pwa.care import spreadsheet
from pwa.care.audit.link import as_json
from pwa.store.tables import AuditEvent

COLUMNS = ("seq", "at", "name", "actor", "actor_id", "subject_id", "details", "hash")
HEADING = (*COLUMNS, spreadsheet.TIME_ZONE)
FORMATS = ("ndjson", "csv")


def lines(chain: Iterable[AuditEvent], form: str) -> Iterator[str]:
    """A line for each link, as NDJSON or as CSV with a heading (RFC 4180)."""
    if form == "csv":
        yield spreadsheet.line(HEADING)
    for event in chain:
        said = as_json(event) | {"hash": event.hash}
        yield _row(said) if form == "csv" else json.dumps(said, ensure_ascii=False) + "\n"


def _row(said: dict[str, object]) -> str:
    said["details"] = json.dumps(said["details"], ensure_ascii=False)
    return spreadsheet.line([*(said[name] for name in COLUMNS), "UTC"])
