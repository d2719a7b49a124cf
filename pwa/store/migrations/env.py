"""Runs inside Alembic, on the connection that `upgrade` hands over."""

from alembic import context
from sqlmodel import SQLModel

import pwa.store.tables  # noqa: F401  (fills the metadata)

connection = context.config.attributes["connection"]
# SQLite alters a column by building the table anew: batch mode.
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
