"""Lists that stay fast: what they read of a patient is kept in columns of its own"""

from datetime import UTC as UTC_ZONE
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from pwa.store.tables.apart import SETTING
from pwa.store.types import UTC

revision = "0006"
down_revision = "0005"

ADDED = {
    "clinic": [sa.Column("names_seq", sa.Integer(), server_default=sa.text("0"), nullable=False)],
    "device": [sa.Column("missing_since", UTC(), nullable=True)],
    "patient": [
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("unplanned_since", UTC(), nullable=True),
        sa.Column("reference_index", sa.String(), nullable=True),
        sa.Column("name_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
    ],
}
WHOLE = (
    ("patient", "reference_index"),
    ("patient", "name_seq"),
    ("stored_plan", "policy_number", "compiled_on"),
)
HERE = "archived_at IS NULL"
FEW = {
    "ix_patient_heard": ("patient", ("heard_on", "id"), "heard_on IS NOT NULL"),
    "ix_patient_unplanned": ("patient", ("unplanned_since", "id"), "unplanned_since IS NOT NULL"),
    "ix_patient_paused": (
        *("patient", ("paused_until", "id")),
        f"paused_until IS NOT NULL AND {HERE}",
    ),
    "ix_patient_stopped": ("patient", ("stopped_at", "id"), f"stopped_at IS NOT NULL AND {HERE}"),
    "ix_device_missing": ("device", ("missing_since",), "missing_since IS NOT NULL"),
    "ix_patient_leaving": ("patient", ("deletion_asked_at",), "deletion_asked_at IS NOT NULL"),
    "ix_treatment_told": (
        *("treatment", ("created_at",)),
        "confirmed_at IS NULL AND removed_at IS NULL",
    ),
    "ix_quarantine_waiting": ("quarantine", ("received_at",), "resolved_at IS NULL"),
}
# As SQLite and as PostgreSQL say the later of two days, a moment's day in UTC, and a day long past.
WAYS = {
    "sqlite": ("max", "date(created_at)", "'0001-01-01'"),
    "postgresql": ("greatest", "CAST(timezone('UTC', created_at) AS DATE)", "DATE '0001-01-01'"),
}
# Numbers are indexed by the worker, which has the keys.
KEPT = """UPDATE patient SET
    heard_on = CASE WHEN archived_at IS NULL AND stopped_at IS NULL THEN {later}(
        coalesce((SELECT max(c."on") FROM check_in AS c
            WHERE c.clinic_id = patient.clinic_id AND c.patient_id = patient.id), {joined}),
        coalesce(paused_until, {never})) END,
    unplanned_since = CASE WHEN archived_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM stored_plan AS p WHERE p.clinic_id = patient.clinic_id
        AND p.patient_id = patient.id AND p.changes = patient.changes) THEN :now END,
    reference_index = CASE WHEN reference = '' THEN '' END
    WHERE clinic_id = :clinic"""
# The worker finds out of whom nothing is missing.
MISSING = "UPDATE device SET missing_since = reported_at WHERE clinic_id = :clinic AND made > 0"
LEFT = """DELETE FROM stored_plan WHERE clinic_id = :clinic AND patient_id IN (
    SELECT id FROM patient WHERE clinic_id = :clinic AND archived_at IS NOT NULL)"""


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _work_out()
    for table, *names in WHOLE:
        op.create_index(f"ix_{table}_clinic_id_{'_'.join(names)}", table, ["clinic_id", *names])
    for name, (table, columns, where) in FEW.items():
        only = sa.text(where)
        op.create_index(
            name, table, ["clinic_id", *columns], sqlite_where=only, postgresql_where=only
        )


def _work_out() -> None:
    """One clinic after the other: on PostgreSQL rows are seen from inside their clinic only."""
    connection = op.get_bind()
    later, joined, never = WAYS[connection.dialect.name]
    kept = sa.text(KEPT.format(later=later, joined=joined, never=never))
    kept = kept.bindparams(sa.bindparam("now", datetime.now(UTC_ZONE), UTC()))
    directory = sa.table("directory", sa.column("kind"), sa.column("clinic_id"))
    listed = sa.select(directory.c.clinic_id).where(directory.c.kind == "clinic")
    for clinic_id in connection.execute(listed).scalars().all():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.set_config(SETTING, clinic_id, sa.true())))
        connection.execute(kept, {"clinic": clinic_id})
        connection.execute(sa.text(LEFT), {"clinic": clinic_id})
        connection.execute(sa.text(MISSING), {"clinic": clinic_id})
