"""It loses nothing and lets no one in: the server's epoch"""

import sqlalchemy as sa
from alembic import op

from pwa.store.types import UTC

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "server",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("begun_at", UTC(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
