"""Two functions of days that SQLite and PostgreSQL each call something else."""

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class later(GenericFunction[date]):  # noqa: N801  as functions of a database are written
    """The later of two days, of which none is null."""

    type = Date()
    inherit_cache = True


class in_utc(GenericFunction[date]):  # noqa: N801
    """The day of a moment, in UTC."""

    type = Date()
    inherit_cache = True


def _said(function: type[Any], sqlite: str, postgresql: str) -> None:
    for dialect, words in (("sqlite", sqlite), ("postgresql", postgresql)):

        def written(element: Any, compiler: Any, words: str = words, **more: Any) -> str:
            return words % str(compiler.process(element.clauses, **more))

        compiles(function, dialect)(written)


_said(later, "max(%s)", "greatest(%s)")
_said(in_utc, "date(%s)", "CAST(timezone('UTC', %s) AS DATE)")
