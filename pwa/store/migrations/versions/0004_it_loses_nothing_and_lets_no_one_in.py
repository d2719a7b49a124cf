"""It loses nothing and lets no one in: the server's epoch"""

from datetime import UTC as UTC_ZONE
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from pwa.store.migrations import apart_0004 as apart
from pwa.store.tables.base import Document
from pwa.store.types import UTC

revision = "0004"
down_revision = "0003"

ADDED = {
    "clinic": [
        sa.Column("saved_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("keep_years", sa.Integer(), nullable=True),
    ],
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    server = op.create_table(
        "server",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("begun_at", UTC(), nullable=False),
        sa.Column("saved_at", UTC(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
    first = {"id": 1, "epoch": str(uuid4()), "begun_at": datetime.now(UTC_ZONE)}
    op.bulk_insert(server, [first])
    _job_run()
    _hash_endpoints()
    # Names are sealed by `booster keys rotate`: in this order nobody looks them up.
    op.drop_index("ix_patient_clinic_id_name", "patient")
    op.create_index("ix_stored_plan_clinic_id_asks_on", "stored_plan", ["clinic_id", "asks_on"])
    apart.make_directory()
    apart.make_unique_in_a_clinic()
    apart.keep_apart()  # last: from here on no row is seen


def _job_run() -> None:
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("began_at", UTC(), nullable=False),
        sa.Column("ended_at", UTC(), nullable=True),
        sa.Column("failed_at", UTC(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("told_at", UTC(), nullable=True),
        sa.Column("figures", Document(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_job_run"),
    )


def _hash_endpoints() -> None:
    """A sealed endpoint can't be compared: its hash is unique instead."""
    op.add_column("push_subscription", sa.Column("endpoint_hash", sa.String(), nullable=True))
    names = ("clinic_id", "id", "endpoint", "endpoint_hash")
    row = sa.table("push_subscription", *map(sa.column, names))
    connection = op.get_bind()
    found = connection.execute(sa.select(row.c.clinic_id, row.c.id, row.c.endpoint)).all()
    for clinic_id, row_id, endpoint in found:
        mine = (row.c.clinic_id == clinic_id, row.c.id == row_id)
        digest = sha256(endpoint.encode()).hexdigest()
        connection.execute(sa.update(row).where(*mine).values(endpoint_hash=digest))
    with op.batch_alter_table("push_subscription") as batch:
        batch.alter_column("endpoint_hash", nullable=False)
        batch.drop_constraint("uq_push_subscription_clinic_id_endpoint", type_="unique")
        batch.create_unique_constraint(
            "uq_push_subscription_clinic_id_endpoint_hash", ["clinic_id", "endpoint_hash"]
        )
