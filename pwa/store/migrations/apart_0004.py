"""What revision 0004 does to keep clinics apart: the directory, unique keys, row-level security."""

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

from pwa.store.tables.apart import statements
from pwa.store.types import UTC

# What was unique over all clinics is unique in one. The directory holds what is so over all.
KEYS = (
    ("invite", "code_hash"),
    ("invite", "token_hash"),
    ("passkey", "credential_id"),
    ("staff", "email"),
    ("staff_invite", "token_hash"),
)
WAITS = "state = 'reviewed' AND publish_on IS NOT NULL"
USABLE = "redeemed_at IS NULL"
LISTED = (
    ("clinic", "clinic", "id", "id", "id = id"),
    ("staff", "staff", "email", "clinic_id", "id = id"),
    ("passkey", "passkey", "credential_id", "clinic_id", "id = id"),
    ("draft", "policy_draft", "clinic_id", "clinic_id", WAITS),
)
ENDING = (
    ("staff-invite", "staff_invite", "token_hash"),
    ("invite", "invite", "token_hash"),
    ("code", "invite", "code_hash"),
)


def make_directory() -> None:
    """With a row for everything that leads to a clinic by now."""
    directory = op.create_table(
        "directory",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("clinic_id", sa.String(), nullable=False),
        sa.Column("expires_at", UTC(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "key_hash", name="pk_directory"),
    )
    op.create_index("ix_directory_expires_at", "directory", ["expires_at"], unique=False)
    rows = {(row["kind"], row["key_hash"]): row for row in _listed()}
    op.bulk_insert(directory, list(rows.values()))


def _listed() -> Any:
    ask = op.get_bind().execute
    for kind, table, key, clinic, which in LISTED:
        named: Any = sa.table(table, sa.column(key), sa.column(clinic)).c
        for row in ask(sa.select(named[key], named[clinic]).where(sa.text(which))):
            yield _row(kind, *row)
    for kind, table, key in ENDING:
        ends = sa.column("expires_at", UTC())
        ending: Any = sa.table(table, sa.column(key), sa.column("clinic_id"), ends).c
        chosen = sa.select(ending[key], ending.clinic_id, ending.expires_at)
        for row in ask(chosen.where(sa.text(USABLE))):
            yield _row(kind, *row)


def _row(kind: str, key: str, clinic_id: str, expires_at: Any = None) -> dict[str, Any]:
    digest = hashlib.sha256(f"{kind} {key}".encode()).hexdigest()
    return {"kind": kind, "key_hash": digest, "clinic_id": clinic_id, "expires_at": expires_at}


def make_unique_in_a_clinic() -> None:
    for table, column in KEYS:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_{column}", type_="unique")
            name = f"uq_{table}_clinic_id_{column}"
            batch.create_unique_constraint(name, ["clinic_id", column])


def keep_apart() -> None:
    """Every table of a clinic, on PostgreSQL. It comes last: from here on no row is seen."""
    if op.get_bind().dialect.name != "postgresql":
        return
    inspector = sa.inspect(op.get_bind())
    for table in sorted(inspector.get_table_names()):
        key = inspector.get_pk_constraint(table)["constrained_columns"]
        if table == "clinic" or "clinic_id" in key:
            for statement in statements(table):
                op.execute(statement)
