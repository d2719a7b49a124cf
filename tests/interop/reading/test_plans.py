"""A page is as quick in a clinic of many years: each database reads it from the index."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from pwa.interop.fhir.element import Base
from pwa.interop.fhir.kinds import KINDS, Kind
from pwa.interop.fhir.reading.cursor import After
from pwa.interop.fhir.reading.fields import Asker
from pwa.interop.fhir.reading.page import statement
from pwa.interop.fhir.reading.search import Search
from pwa.store.db import Database

IN_ORDER = [kind for kind in KINDS if kind.name != "PlanDefinition"]  # a clinic has a few of it
PLACE = After(datetime(2026, 4, 1, tzinfo=UTC), "0")
OF_A_PATIENT = ("Observation", "Procedure", "GuidanceResponse", "Task")


@pytest.fixture
def plan(database_url, cast):
    """How the database would read a page."""
    database = Database(database_url)
    with database.session(writes=False, clinic_id=cast.oak) as s:
        who = Asker(s, cast.oak, "a-client", Base("http://localhost/fhir"), ZoneInfo("UTC"))
        connection = s.connection()
        explain = "EXPLAIN QUERY PLAN"
        if connection.dialect.name == "postgresql":
            # A table of a few rows is read as a whole, however it is indexed.
            for way in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
                connection.execute(text(f"SET LOCAL {way} = off"))
            explain = "EXPLAIN"

        def read(kind: Kind, given=(), after: After | None = PLACE) -> str:
            chosen = statement(who, kind, Search(tuple(given)), after)
            words = chosen.compile(
                dialect=connection.dialect, compile_kwargs={"literal_binds": True}
            )
            rows = connection.exec_driver_sql(f"{explain} {words}").all()
            return "\n".join(str(row[-1]) for row in rows)

        yield read
    database.engine.dispose()


def test_a_page_is_read_from_its_place_on(plan):
    for kind in IN_ORDER:
        index = f"ix_{kind.table.__tablename__}_clinic_id_{kind.changed}_id"
        for given in ((), [("_lastUpdated", "ge2026")], [("_lastUpdated", "2026")]):
            read = plan(kind, given)
            assert index in read
            assert "TEMP B-TREE" not in read
            assert "Sort" not in read
            # The place itself, and not only the first row that a search may begin with.
            assert f"({kind.changed},id)>(" in read or _is_condition(read, kind.changed), read


def _is_condition(read: str, changed: str) -> bool:
    (condition,) = [line for line in read.splitlines() if "Index Cond" in line]
    return f"ROW({changed}, " in condition


def test_few_rows_are_not_looked_for_among_all(database_file, plan, cast):
    """PostgreSQL goes by its figures of the rows; SQLite has none."""
    for kind in (kind for kind in KINDS if kind.name in OF_A_PATIENT):
        assert "_clinic_id_patient_id_" in plan(kind, [("patient", cast.ana)])
        assert "autoindex" in plan(kind, [("_id", "a,b")])


def test_a_day_is_read_from_its_beginning_on(database_file, plan):
    (kind,) = [kind for kind in KINDS if kind.name == "Observation"]
    assert "received_at>?" in plan(kind, [("date", "ge2026-04-01")], None)
