"""It speaks to other systems: clients, tokens, webhooks, and when a row last changed"""

import sqlalchemy as sa
from alembic import op

from pwa.store.migrations import programs_0005 as programs
from pwa.store.tables.apart import SETTING, statements
from pwa.store.tables.base import Document
from pwa.store.types import UTC

revision = "0005"
down_revision = "0004"

# What stands for the last change of a row from before: the latest of its moments.
CHANGED = {
    "patient": ("archived_at", "created_at"),
    "treatment": ("removed_at", "confirmed_at", "created_at"),
    "request": ("closed_at", "escalated_at", "taken_at", "first_called_at", "opened_at"),
}
READ_IN_ORDER = {"check_in": "received_at", "advice_record": "created_at"} | dict.fromkeys(
    CHANGED, "changed_at"
)


def upgrade() -> None:
    for table in ("check_in", "treatment"):
        op.add_column(table, sa.Column("origin", Document(), nullable=True))
    op.add_column("case_event", sa.Column("client_id", sa.String(), nullable=True))
    for table in CHANGED:
        op.add_column(table, sa.Column("changed_at", UTC(), nullable=True))
    _say_when()
    for table, moment in READ_IN_ORDER.items():
        columns = ["clinic_id", moment, "id"]
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    columns = ["clinic_id", "patient_id", "changed_at"]  # those that were taken back, too
    op.create_index("ix_treatment_clinic_id_patient_id_changed_at", "treatment", columns)
    programs.make()
    if op.get_bind().dialect.name == "postgresql":
        for table in programs.TABLES:
            for statement in statements(table):
                op.execute(statement)


def _say_when() -> None:
    """One clinic after the other: on PostgreSQL rows are seen from inside their clinic only."""
    connection = op.get_bind()
    directory = sa.table("directory", sa.column("kind"), sa.column("clinic_id"))
    listed = sa.select(directory.c.clinic_id).where(directory.c.kind == "clinic")
    for clinic_id in connection.execute(listed).scalars().all():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.set_config(SETTING, clinic_id, sa.true())))
        for table, moments in CHANGED.items():
            names = ("clinic_id", "changed_at", *moments)
            row = sa.table(table, *map(sa.column, names))
            latest = sa.func.coalesce(*(row.c[name] for name in moments))
            mine = sa.update(row).where(row.c.clinic_id == clinic_id)
            connection.execute(mine.values(changed_at=latest))
