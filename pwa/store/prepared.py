"""Statements compiled once, for the way that every submission takes.

SQLAlchemy builds and wraps each execution anew, which costs several times what SQLite needs for the
statement itself. Here the wrapping is done at the first use; types are converted as ever.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.sql.expression import ClauseElement
from sqlmodel import Session

from pwa.store.insert import INSERT

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]
Insert = Callable[[Any], Any]


class Prepared:
    """A statement with named parameters; `rows` runs it in the session's transaction.

    One with ON CONFLICT is a function of the database's own `insert`.
    """

    def __init__(self, statement: ClauseElement | Callable[[Insert], ClauseElement]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, s: Session, values: Mapping[str, Any]) -> list[Row]:
        """Run it, with a value for each parameter, and fetch everything."""
        if not s._is_clean():  # noqa: SLF001  # what autoflush asks, without its lists
            s.flush()
        raw, dialect = _raw(s)
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            statement = self._statement
            if not isinstance(statement, ClauseElement):
                statement = statement(INSERT[dialect.name])
            compiled = self._compiled[dialect.name] = _Compiled(statement, dialect)
        cursor = raw.cursor()
        try:
            return compiled.run(cursor, values)
        finally:
            cursor.close()

    def run(self, s: Session, values: Mapping[str, Any]) -> None:
        """Run it for its effect."""
        self.rows(s, values)


def _raw(s: Session) -> tuple[Any, Dialect]:
    """The driver's connection of the session's transaction, looked up once in each."""
    transaction = s.get_transaction()
    known = s.info.get(_RAW)
    if transaction is None or known is None or known[0] is not transaction:
        connection = s.connection()
        raw = connection.connection.dbapi_connection
        known = s.info[_RAW] = (s.get_transaction(), (raw, connection.dialect))
    return known[1]


_RAW = "prepared"


class _Compiled:
    """The SQL text and the conversions for one dialect."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        named = _with_names(dialect)
        compiled: Any = statement.compile(dialect=named)
        self.text = str(compiled)
        self.fixed = {k: v for k, v in compiled.params.items() if v is not None}
        self.binds: dict[str, Convert] = dict(compiled._bind_processors)  # noqa: SLF001
        self.fixed = {
            k: self.binds.pop(k)(v) if k in self.binds else v for k, v in self.fixed.items()
        }
        self.results = _result_conversions(compiled, named)

    def run(self, cursor: Any, values: Mapping[str, Any]) -> list[Row]:
        ready = {**self.fixed, **values}
        for name, convert in self.binds.items():
            ready[name] = convert(ready[name])
        cursor.execute(self.text, ready)
        if cursor.description is None:
            return []
        rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.results else rows

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for position, convert in self.results:
            values[position] = convert(values[position])
        return tuple(values)


def _with_names(dialect: Any) -> Any:
    """The dialect with parameters by name: SQLite's has them by position, PostgreSQL's has not."""
    if dialect.paramstyle != "qmark":
        return dialect
    return type(dialect)(paramstyle="named", json_serializer=dialect._json_serializer)  # noqa: SLF001


def _result_conversions(compiled: Any, dialect: Dialect) -> list[tuple[int, Convert]]:
    found = []
    for position, column in enumerate(compiled._result_columns):  # noqa: SLF001
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            found.append((position, convert))
    return found
