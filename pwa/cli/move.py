"""`booster move`: from the file of one machine to PostgreSQL."""

import os

import click
from sqlalchemy import make_url

from pwa.cli.shell import addresses, say, session, told
from pwa.errors import Fault, Invalid
from pwa.store import start
from pwa.store.db import Database
from pwa.store.move import move


@click.command("move")
@click.option("--to", "target", required=True, help="The address of an empty PostgreSQL database.")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
@told
def move_database(target: str, as_json: bool) -> None:
    """Copy the SQLite database of DATABASE_URL to PostgreSQL, compare, and keep all or nothing.

    DATABASE_OWNER_URL is the owner's address there. Stop the app first, and start it with the new
    address afterwards.
    """
    _refuse_other_kinds(addresses()[0], target)
    start.migrate(target, os.environ.get("DATABASE_OWNER_URL", ""))
    database = Database(target)
    try:
        with session() as old, database.session() as new:
            counts = move(old, new)
            new.commit()
    finally:
        database.engine.dispose()
    rows = sum(counts.values())
    words = f"Moved {rows:,} rows of {counts['clinic']:,} clinics; each table is the same there."
    say(as_json, {"rows": counts}, words)


def _refuse_other_kinds(source: str, target: str) -> None:
    if make_url(source).get_backend_name() != "sqlite":
        raise Invalid([Fault("DATABASE_URL", "must be an SQLite database")])
    if make_url(target).get_backend_name() != "postgresql":
        raise Invalid([Fault("to", "must be a PostgreSQL database")])
