"""Every statement of the app names the clinic of every clinic's table in it: watched in all tests.

What tests themselves ask is free. `watch` is called once, when the suite begins.
"""

import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType

from sqlalchemy import Engine, event
from sqlmodel import SQLModel

from pwa.store import prepared
from pwa.store.tables.apart import clinics_tables

ROOT = Path(__file__).parent.parent
NAMES = {table.name for table in clinics_tables(SQLModel.metadata)}
# Whole databases: a backup compares them, and a migration changes them before anybody is let in.
# Nothing that is asked for somebody runs there.
WHOLE = ("pwa/care/backup/", "pwa/store/migrations/")
_SOURCES = re.compile(
    r"\b(?:from|join|update|delete from)\s+(.*?)"
    r"(?=\bfrom\b|\bwhere\b|\bjoin\b|\bleft\b|\bon\b|\bset\b|\border\b|\bgroup\b|\blimit\b"
    r"|\breturning\b|\bfor\b|[()]|$)",
    re.DOTALL | re.IGNORECASE,
)
_ONE = re.compile(r'"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?$', re.IGNORECASE)


def watch() -> None:
    event.listen(Engine, "before_cursor_execute", _look)
    compile_it = prepared._Compiled.__init__

    def compiled(self, *args) -> None:
        compile_it(self, *args)
        _refuse(self.text)

    prepared._Compiled.__init__ = compiled


@cache
def without_clinic(statement: str) -> tuple[str, ...]:
    """The clinics' tables of a statement that it does not hold to a clinic."""
    text = re.sub(r'"on"', "on_", statement).replace('"', "")
    found = [_ONE.match(one.strip()) for part in _SOURCES.findall(text) for one in part.split(",")]
    sources = {(one[2] or one[1], one[1]) for one in found if one and one[1] in NAMES}
    return tuple(sorted(table for alias, table in sources if not _is_held(text, alias, table)))


def _is_held(text: str, alias: str, table: str) -> bool:
    column = rf"\b{alias}\.{'id' if table == 'clinic' else 'clinic_id'}\b"
    value = r"(?::\w+|%\(\w+\)s(?:::\w+)?|\?|\w+\.(?:clinic_)?id\b)"
    return bool(re.search(rf"{column}\s*=\s*{value}|{value}\s*=\s*{column}", text))


def _look(_connection, _cursor, statement, *_rest) -> None:
    _refuse(statement)


def _refuse(statement: str) -> None:
    if tables := without_clinic(statement):
        asked_by = _asked_by(sys._getframe(1))
        if asked_by.startswith("pwa/") and not asked_by.startswith(WHOLE):
            raise AssertionError(f"{asked_by} asks {tables} without their clinic: {statement}")


def _asked_by(frame: FrameType | None) -> str:
    """The innermost file of ours that is no part of this one."""
    while frame:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(ROOT) and ".venv" not in file.parts and file != Path(__file__):
            return file.relative_to(ROOT).as_posix()
        frame = frame.f_back
    return ""
