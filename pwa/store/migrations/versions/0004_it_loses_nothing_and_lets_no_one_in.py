"""It loses nothing and lets no one in: the server's epoch"""

from datetime import UTC as UTC_ZONE
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

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
