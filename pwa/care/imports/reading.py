"""The kinds of lists, and how each is read."""

from collections.abc import Callable
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import spreadsheet
from pwa.care.imports import check_ins, patients
from pwa.care.imports.line import Line
from pwa.care.imports.table import rows_of
from pwa.errors import Fault, Invalid
from pwa.store.tables import Clinic

TOTALS_ALONE = ("total", "score")


class Kind(NamedTuple):
    """A kind of list: its columns, two rows to show how it looks, and who judges its rows."""

    required: tuple[str, ...]
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    lines: Callable[..., list[Line]]


KINDS = {
    "patients": Kind(patients.REQUIRED, patients.COLUMNS, patients.SAMPLE, patients.lines),
    "check-ins": Kind(check_ins.REQUIRED, check_ins.COLUMNS, check_ins.SAMPLE, check_ins.lines),
}


def read(s: Session, clinic: Clinic, kind: str, text: str) -> list[Line]:
    """What would become of each row. Invalid for what is wrong with the whole. Only reads."""
    wanted = KINDS[kind]
    if kind == "check-ins":
        _refuse_totals_alone(text)
    return wanted.lines(s, clinic, rows_of(text, wanted.required, wanted.columns))


def sample(kind: str) -> str:
    """A file that shows how a list looks."""
    return spreadsheet.table(KINDS[kind].columns, KINDS[kind].sample)


def _refuse_totals_alone(text: str) -> None:
    heading = text.partition("\n")[0].lower()
    has = [name for name in TOTALS_ALONE if name in heading]
    if has and not any(name in heading for name in check_ins.ANSWERS):
        words = "has totals alone. All seven answers are needed: no score is kept without them"
        raise Invalid([Fault("file", words)])
