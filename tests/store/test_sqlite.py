import pytest
from sqlalchemy import text

from pwa.store.db import Database


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_it_opens_sqlite_safely(database_file, name, value):
    database = Database(f"sqlite:///{database_file}")
    with database.session() as s:
        assert s.connection().execute(text(f"PRAGMA {name}")).scalar_one() == value
    database.engine.dispose()
