"""Reading a table as spreadsheets write it: commas, semicolons or tabs, UTF-8 or Windows-1252."""

import csv
from collections.abc import Collection
from typing import NamedTuple

from pwa.care.spreadsheet import FORMULA
from pwa.errors import Fault, Invalid

SEPARATORS = ";,\t"
# All of them are taken in by one transaction, for which others wait.
MOST_ROWS = 10_000
GUARDED = tuple(f"'{sign}" for sign in FORMULA)


class Row(NamedTuple):
    """A row by its number in the file (the heading is 1), and its cells by column."""

    number: int
    cells: dict[str, str]


def decoded(body: bytes) -> str:
    """The text of a file. Invalid when it is in neither encoding, or is no text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid([Fault("file", "is not a text file in UTF-8 or Windows-1252")])


def rows_of(text: str, required: Collection[str], known: Collection[str]) -> list[Row]:
    """The rows below the heading, without empty ones. Invalid for what is wrong with the whole."""
    separator = _separator(text)
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Invalid([Fault("file", f"can't be read as a table: {error}")]) from None
    if not lines or not any(map(str.strip, lines[0])):
        raise Invalid([Fault("file", "is empty: the first row must name the columns")])
    columns = [name.strip().lower() for name in lines[0]]
    _check_columns(columns, required, known)
    if len(lines) > MOST_ROWS + 1:
        raise Invalid([Fault("file", f"has over {MOST_ROWS:,} rows: give it in parts")])
    return [
        Row(number, _cells(columns, cells))
        for number, cells in enumerate(lines[1:], start=2)
        if any(map(str.strip, cells))
    ]


def _separator(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(SEPARATORS, key=heading.count)


def _check_columns(columns: list[str], required: Collection[str], known: Collection[str]) -> None:
    faults = [Fault("file", f"has no column “{name}”") for name in required if name not in columns]
    faults += [
        Fault("file", f"has a column “{name}”, which is not known. Known are: {', '.join(known)}")
        for name in columns
        if name not in known
    ]
    if len(columns) != len(set(columns)):
        faults.append(Fault("file", "names a column twice"))
    if faults:
        raise Invalid(faults)


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    """By column; what has no column is kept under "", where it is a fault."""
    found = {name: _text(cell) for name, cell in zip(columns, cells, strict=False)}
    extra = [cell.strip() for cell in cells[len(columns) :] if cell.strip()]
    return {name: found.get(name, "") for name in columns} | ({"": extra[0]} if extra else {})


def _text(cell: str) -> str:
    """Without the ' with which a spreadsheet, or our own files, keep a text from being run."""
    text = cell.strip()
    return text[1:] if text.startswith(GUARDED) else text
