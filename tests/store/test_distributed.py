"""The schema can be distributed by clinic, as Citus does: said by the models and by PostgreSQL.

Every key leads with the clinic, no reference leaves it, and the app makes the ids.
"""

import psycopg
import pytest
from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import SQLModel

from pwa.store.tables.apart import clinics_tables
from tests.postgres import superusers

OF_CLINICS = clinics_tables(SQLModel.metadata)
# Tables of the whole server, each with a key of its own: they hold hashes and codes and no person.
OF_ALL = {
    "directory",
    "job_run",
    "pairing_attempt",
    "server",
    "sign_in_attempt",
    "sign_in_challenge",
}


def leads(name):
    return "id" if name == "clinic" else "clinic_id"


def test_every_other_table_is_declared():
    of_clinics = {table.name for table in OF_CLINICS}
    assert {table.name for table in SQLModel.metadata.sorted_tables} - of_clinics == OF_ALL


@pytest.mark.parametrize("table", OF_CLINICS, ids=lambda table: table.name)
def test_every_key_leads_with_the_clinic(table):
    kinds = (PrimaryKeyConstraint, UniqueConstraint)
    keys = [one for one in table.constraints if isinstance(one, kinds)]
    for key in (*keys, *(one for one in table.indexes if isinstance(one, Index))):
        assert next(iter(key.columns)).name == leads(table.name), key.name


@pytest.mark.parametrize("table", OF_CLINICS, ids=lambda table: table.name)
def test_every_reference_stays_in_the_clinic(table):
    references = [one for one in table.constraints if isinstance(one, ForeignKeyConstraint)]
    for one in references:
        first = one.elements[0]
        assert (first.parent.name, first.column.name) == (
            "clinic_id",
            leads(first.column.table.name),
        )


CATALOGUE = {
    "keys": """SELECT c.relname, i.relname, a.attname
        FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
        WHERE c.relnamespace = 'public'::regnamespace""",
    "references": """SELECT c.relname, k.conname, a.attname, t.relname, b.attname
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_class t ON t.oid = k.confrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
        JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = k.confkey[1]
        WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace""",
    "sequences": """SELECT relname FROM pg_class
        WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace""",
    "made by the database": """SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public'
        AND (is_identity = 'YES' OR column_default ~ 'nextval|uuid')""",
}


@pytest.fixture
def catalogue(apart):
    with psycopg.connect(superusers(str(apart.engine.url))) as raw:
        yield lambda what: raw.execute(CATALOGUE[what]).fetchall()


def test_postgresql_has_such_keys_only(catalogue):
    of_clinics = {table.name for table in OF_CLINICS}
    found = [row for row in catalogue("keys") if row[0] in of_clinics]
    assert {row[0] for row in found} == of_clinics
    assert [row for row in found if row[2] != leads(row[0])] == []


def test_postgresql_has_such_references_only(catalogue):
    found = catalogue("references")
    assert len(found) > len(OF_CLINICS)
    assert [row for row in found if (row[2], row[4]) != ("clinic_id", leads(row[3]))] == []


@pytest.mark.parametrize("what", ["sequences", "made by the database"])
def test_the_app_makes_the_ids(catalogue, what):
    assert catalogue(what) == []
