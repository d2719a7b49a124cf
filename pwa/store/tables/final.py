"""Rows that the database itself refuses to change or delete, whoever asks.

A later migration that builds such a table anew has to make these again.
"""

from typing import Any

from sqlalchemy import DDL, event

_NO_UPDATE = """\
CREATE TRIGGER policy_version_keeps BEFORE UPDATE ON policy_version
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END"""
_NO_DELETE = """\
CREATE TRIGGER policy_version_stays BEFORE DELETE ON policy_version
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END"""
_REFUSE = """\
CREATE FUNCTION policy_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'a published version never changes'
USING ERRCODE = 'integrity_constraint_violation'; END $$"""
_NEITHER = """\
CREATE TRIGGER policy_version_stays BEFORE UPDATE OR DELETE ON policy_version
FOR EACH ROW EXECUTE FUNCTION policy_version_is_final()"""
FINAL_VERSIONS = {"sqlite": (_NO_UPDATE, _NO_DELETE), "postgresql": (_REFUSE, _NEITHER)}


def keep_versions(table: Any) -> None:
    """Have the triggers made with the table."""
    for dialect, statements in FINAL_VERSIONS.items():
        for statement in statements:
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))
