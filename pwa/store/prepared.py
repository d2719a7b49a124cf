"""Statements compiled once, for the way that every submission takes.

SQLAlchemy builds and wraps each execution anew, which costs several times what SQLite needs for the
statement itself. Here the wrapping is done at the first use; types are converted as ever.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement
from sqlmodel import Session

from pwa.store.insert import INSERT
from pwa.store.postgresql import without_values

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]
Insert = Callable[[Any], Any]


class Prepared:
    """A statement with named parameters.

    One with ON CONFLICT is a function of the database's own `insert`.
    """

    def __init__(self, statement: ClauseElement | Callable[[Insert], ClauseElement]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def bound(self, s: Session, values: Mapping[str, Any]) -> "Bound":
        """It with a value for each parameter, ready to be run on this session's database."""
        dialect = s.connection().dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        return Bound(compiled, compiled.ready(values))

    def rows(self, s: Session, values: Mapping[str, Any]) -> list[Row]:
        """Run it in the session's transaction and fetch everything."""
        return self.bound(s, values).rows(s)

    def run(self, s: Session, values: Mapping[str, Any]) -> None:
        """Run it for its effect."""
        self.rows(s, values)

    def _compile(self, dialect: Dialect) -> "_Compiled":
        statement = self._statement
        if not isinstance(statement, ClauseElement):
            statement = statement(INSERT[dialect.name])
        compiled = self._compiled[dialect.name] = _Compiled(statement, dialect)
        return compiled


class Bound(NamedTuple):
    """A statement with its values, converted as the driver takes them."""

    compiled: "_Compiled"
    ready: dict[str, Any]

    def rows(self, s: Session) -> list[Row]:
        """Run it in the session's transaction and fetch everything."""
        s.flush()
        connection = s.connection()
        cursor = connection.connection.cursor()
        try:
            return self.compiled.run(cursor, self.ready)
        except connection.dialect.loaded_dbapi.Error as error:
            raise self.compiled.told(error, connection.dialect) from error
        finally:
            cursor.close()


class _Compiled:
    """The SQL text and the conversions for one dialect."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self.binds = _conversions(compiled.binds, "bind_processor", dialect)
        self.fixed = {
            name: self.binds.pop(name)(value) if name in self.binds else value
            for name, value in compiled.params.items()
            if value is not None
        }
        columns = enumerate(statement.exported_columns)
        self.results = _conversions(dict(columns), "result_processor", dialect, None)

    def ready(self, values: Mapping[str, Any]) -> dict[str, Any]:
        ready = {**self.fixed, **values}
        for name, convert in self.binds.items():
            ready[name] = convert(ready[name])
        return ready

    def run(self, cursor: Any, ready: dict[str, Any]) -> list[Row]:
        cursor.execute(self.text, ready)
        if cursor.description is None:
            return []
        rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.results else rows

    def told(self, error: Exception, dialect: Dialect) -> DBAPIError:
        """An error of the driver as callers know it, without the row's values."""
        without_values(error)
        base: Any = dialect.loaded_dbapi.Error
        made = DBAPIError.instance(
            self.text, {}, error, base, hide_parameters=True, dialect=dialect
        )
        return cast(DBAPIError, made)

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for position, convert in self.results.items():
            values[position] = convert(values[position])
        return tuple(values)


def _conversions(typed: dict[Any, Any], made_by: str, *given: Any) -> dict[Any, Convert]:
    """For each column or parameter whose values are converted, how."""
    (dialect, *_) = given
    found = {
        name: getattr(one.type.dialect_impl(dialect), made_by)(*given)
        for name, one in typed.items()
    }
    return {name: convert for name, convert in found.items() if convert is not None}
