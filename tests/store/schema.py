"""What a database consists of, written so that two can be compared. Order says nothing."""

import re

from sqlalchemy import Engine, text

_WHOLE = re.compile(r'\s+|^CREATE TABLE "?\w+"? \(|\)$')
_CATALOG = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal""",
    "SELECT polrelid::regclass::text, polname, pg_get_expr(polqual, polrelid) FROM pg_policy",
    """SELECT relname::text, relrowsecurity, relforcerowsecurity
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'""",
    """SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
)


def schema_of(engine: Engine) -> list[tuple]:
    """Each part of each table and index, but for the migrations' own table."""
    found = _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)
    return sorted((part for part in found if part[0] != "alembic_version"), key=str)


def _sqlite(engine: Engine) -> list[tuple]:
    """As the statements say that made them."""
    with engine.connect() as connection:
        made = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        rows = connection.execute(text(made)).all()
    return [
        (name, _WHOLE.sub(" ", part).strip(" )"))
        for name, sql in rows
        for part in re.split(r",\s+(?![^(]*\))", sql)
    ]


def _postgresql(engine: Engine) -> list[tuple]:
    """As the catalogue says."""
    with engine.connect() as connection:
        return [tuple(row) for asked in _CATALOG for row in connection.execute(text(asked))]
