"""What the database alone keeps apart: the app's own filters have no part in any of this."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from pwa.errors import Unsafe
from pwa.store import postgresql
from pwa.store.db import Database, enter
from pwa.store.roles import refuse_unsafe
from pwa.store.start import check
from pwa.store.tables.apart import statements
from tests.postgres import owners, superusers
from tests.store.conftest import TABLES


def owner_of_rows(name):
    return "id" if name == "clinic" else "clinic_id"


def whose(s, name):
    """The clinics of all rows that are seen."""
    asked = f'SELECT DISTINCT {owner_of_rows(name)} FROM "{name}"'  # noqa: S608
    return set(s.connection().execute(text(asked)).scalars())


@pytest.mark.parametrize("writes", [True, False])
def test_a_clinic_sees_its_own_rows_of_every_table_and_no_others(apart, writes):
    for clinic in ("oak", "elm"):
        with apart.session(writes, clinic) as s:
            assert {name: whose(s, name) for name in TABLES} == {name: {clinic} for name in TABLES}


@pytest.mark.parametrize("writes", [True, False])
def test_without_a_clinic_no_row_is_seen(apart, writes):
    with apart.session(writes) as s:
        assert {name for name in TABLES if whose(s, name)} == set()


def test_it_goes_from_one_clinic_to_the_next(apart):
    with apart.session(writes=False) as s:
        for clinic in ("oak", "elm", "oak"):
            enter(s, clinic)
            assert whose(s, "patient") == {clinic}


def test_it_is_in_its_clinic_after_a_commit_too(apart):
    with apart.session() as s:
        enter(s, "oak")
        s.commit()
        assert whose(s, "patient") == {"oak"}


def test_who_has_the_turn_of_one_clinic_stays_in_it(apart):
    with apart.session(clinic_id="oak") as s:
        assert whose(s, "patient") == {"oak"}
        with pytest.raises(RuntimeError, match="turn"):
            enter(s, "elm")


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_the_next_on_a_pooled_line_is_in_no_clinic(apart, end):
    assert left_behind(apart, end) == set()


def left_behind(database, end):
    """What somebody sees without a clinic, right after a clinic was on the same line."""
    with database.session(clinic_id="oak") as s:
        before = s.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
        getattr(s, end)()
    with database.session() as s:
        assert s.connection().execute(text("SELECT pg_backend_pid()")).scalar_one() == before
        return whose(s, "patient")


def test_it_is_noticed_when_a_setting_stays_for_the_session(apart, monkeypatch):
    of_session = "SELECT set_config('booster.clinic', %s, false)"
    kept = postgresql._ONE_CLINIC.replace(postgresql._INSIDE, of_session)
    monkeypatch.setattr(postgresql, "_ONE_CLINIC", kept)
    assert left_behind(apart, "commit") == {"oak"}


CHANGES = {
    "update": "UPDATE \"{table}\" SET {owner} = {owner} WHERE {owner} = 'elm'",
    "delete": "DELETE FROM \"{table}\" WHERE {owner} = 'elm'",
}


@pytest.mark.parametrize("how", CHANGES)
def test_nothing_of_another_clinic_is_changed(apart, how):
    with apart.session(clinic_id="oak") as s:
        for name in TABLES:
            statement = CHANGES[how].format(table=name, owner=owner_of_rows(name))
            assert s.connection().execute(text(statement)).rowcount == 0, name


def test_no_row_is_put_into_another_clinic(apart):
    for name in TABLES:
        moved = f"UPDATE \"{name}\" SET {owner_of_rows(name)} = 'elm'"  # noqa: S608
        with (
            apart.session(clinic_id="oak") as s,
            pytest.raises(DBAPIError, match=r"row-level security|never changes"),
        ):
            s.connection().execute(text(moved))


def test_what_is_in_the_directory_names_nobody(apart):
    with apart.session(writes=False) as s:
        rows = s.connection().execute(text("SELECT * FROM directory")).all()
    assert {row.kind for row in rows} >= {"clinic", "staff", "passkey"}
    assert all(len(row.key_hash) == 64 and row.clinic_id in ("oak", "elm") for row in rows)


def test_the_app_may_not_loosen_it(apart):
    for statement in (
        "ALTER TABLE patient DISABLE ROW LEVEL SECURITY",
        "DROP POLICY of_one_clinic ON patient",
        "SET ROLE booster_owner",
    ):
        with apart.session() as s, pytest.raises(ProgrammingError):
            s.connection().execute(text(statement))


def test_the_app_starts_as_its_own_role(apart):
    check(str(apart.engine.url))


@pytest.mark.parametrize(("whom", "why"), [(superusers, "superuser"), (owners, "owner")])
def test_the_app_starts_as_nobody_else(apart, whom, why):
    with pytest.raises(Unsafe, match=why):
        check(whom(str(apart.engine.url)))


LOOSER = {
    "without FORCE": ("ALTER TABLE report NO FORCE ROW LEVEL SECURITY", "not forced"),
    "switched off": ("ALTER TABLE report DISABLE ROW LEVEL SECURITY", "not forced"),
    "without a policy": ("DROP POLICY of_one_clinic ON report", "lacks its policy"),
    "with a second policy": ("CREATE POLICY all_of_them ON report USING (true)", "lacks its"),
    "with another condition": ("ALTER POLICY of_one_clinic ON report USING (true)", "lacks its"),
    "with a role that bypasses": ("ALTER ROLE booster BYPASSRLS", "BYPASSRLS"),
    "with an owner's member": ("GRANT booster_owner TO booster", "owner"),
}
BACK = (
    "ALTER ROLE booster NOBYPASSRLS",
    "REVOKE booster_owner FROM booster",
    "ALTER TABLE report DISABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS all_of_them ON report",
    "DROP POLICY IF EXISTS of_one_clinic ON report",
    *statements("report"),
)


@pytest.fixture
def loosened(apart):
    """Make the database let through more than it may, for this test."""
    beyond = superusers(str(apart.engine.url))
    with psycopg.connect(beyond, autocommit=True) as raw:
        yield raw.execute
        for statement in BACK:
            raw.execute(statement)
    refuse_unsafe(apart.engine)


@pytest.mark.parametrize("how", LOOSER)
def test_the_app_does_not_start_on_a_database_that_lets_more_through(apart, loosened, how):
    statement, why = LOOSER[how]
    loosened(statement)
    with pytest.raises(Unsafe, match=why):
        refuse_unsafe(apart.engine)


def test_the_app_does_not_start_before_the_owner_has_migrated(postgres, tmp_path):
    with pytest.raises(Unsafe, match="run booster migrate"):
        check(postgres.bare(tmp_path))


def test_a_database_of_one_file_has_no_roles(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'one.sqlite'}")
    refuse_unsafe(database.engine)
    database.engine.dispose()
