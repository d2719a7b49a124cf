"""Tables for spreadsheets (RFC 4180), in which no cell runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

MEDIA_TYPE = "text/csv; charset=utf-8"
# In every table that tells of days or moments: on whose clock they are.
TIME_ZONE = "time zone"
# What a spreadsheet would take for a formula, also in the wide letters of East Asia.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A heading and its rows; a text that a spreadsheet would run gets a ' before it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def line(cells: Sequence[Any]) -> str:
    """One row by itself, for a table that is too long to be held."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
