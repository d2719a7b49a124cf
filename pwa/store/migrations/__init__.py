"""Numbered migrations, forwards only: a way back is a restored backup."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from pwa.store.db import kind_of

HERE = Path(__file__).parent


def newest() -> str:
    """The revision that the code is written for; the head file makes two newest ones collide."""
    return (HERE / "head.txt").read_text().strip()


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision, from empty or from any older one."""
    kind = kind_of(engine.dialect.name)
    with (
        engine.execution_options(waits=True).connect() as connection,
        kind.rebuilding(connection),
        connection.begin(),
    ):
        command.upgrade(config(connection), newest())
        kind.check_references(connection)


def revision_of(engine: Engine) -> str | None:
    """The revision that the database is at; None when it was never migrated."""
    with engine.execution_options(writes=False).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def config(connection: Connection) -> Config:
    """Alembic's settings, without its file."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings
