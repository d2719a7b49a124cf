"""PostgreSQL keeps clinics apart: a transaction sees and writes the rows of one clinic, or none.

FORCE holds the tables' owner to it, too. A migration that makes a table of a clinic runs these
statements for it; the app does not start on a database where one lacks them.
"""

from collections.abc import Iterable

from sqlalchemy import DDL, MetaData, Table, event

SETTING = "booster.clinic"
POLICY = "of_one_clinic"


def clinics_tables(metadata: MetaData) -> list[Table]:
    """Those whose rows are a clinic's, and the clinics' own."""
    tables = metadata.sorted_tables
    return [table for table in tables if table.name == "clinic" or "clinic_id" in table.primary_key]


def statements(table: str) -> Iterable[str]:
    """What keeps the rows of this table apart."""
    column = "id" if table == "clinic" else "clinic_id"
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f"""CREATE POLICY {POLICY} ON "{table}"
        USING ({column} = current_setting('{SETTING}', true))"""


def keep_apart(metadata: MetaData) -> None:
    """Have it done with each table that is made."""
    for table in clinics_tables(metadata):
        for statement in statements(table.name):
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect="postgresql"))
