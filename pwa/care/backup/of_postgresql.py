"""PostgreSQL's part of a backup: pg_dump and pg_restore of Debian's client, in one snapshot."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, make_url, text

from pwa.care.backup.contents import Contents
from pwa.errors import BoosterError, Fault, Invalid
from pwa.store.db import make_engine

NAME = "booster.dump"


def snapshot(url: str, folder: Path) -> Contents:
    """Dump the database as of one moment into the folder, and say what is in that moment."""
    with _reading(url) as connection:
        moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        # What a policy hides would be missing from the copy: then this fails.
        connection.execute(text("SET LOCAL row_security = off"))
        where = ("--format=custom", "--compress=0", f"--snapshot={moment}", "--schema=public")
        _run("pg_dump", url, *where, f"--file={folder / NAME}")
        return Contents.of(connection)


def tried(folder: Path, scratch: str) -> Contents:
    """What the dump restores to, in an empty database that is empty again afterwards."""
    if not scratch:
        raise Invalid([Fault("scratch", "is required: the address of an empty database")])
    refuse_unless_empty(scratch, "scratch")
    try:
        return found(load(folder, scratch))
    finally:
        _do(scratch, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def found(url: str) -> Contents:
    """What is in a database; an error where a policy hides some of it."""
    with _reading(url) as connection:
        connection.execute(text("SET LOCAL row_security = off"))
        return Contents.of(connection)


def refuse_unless_empty(url: str, field: str = "DATABASE_URL") -> None:
    with _reading(url) as connection:
        if inspect(connection).get_table_names():
            raise Invalid([Fault(field, "is not empty: restore into a new database")])


def load(folder: Path, url: str) -> str:
    """Restore the dump, all of it or nothing."""
    # Whoever restores owns it, and lets the app's role in when it migrates.
    words = (
        "--schema=public",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
    )
    _run("pg_restore", url, *words, folder / NAME)
    return url


def place(_loaded: str, _url: str) -> None:
    """It is at its place already."""


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    engine = make_engine(url)
    options = {"writes": False, "isolation_level": "REPEATABLE READ"}
    try:
        with engine.execution_options(**options).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _do(url: str, *statements: str) -> None:
    engine = make_engine(url)
    with engine.execution_options(writes=False).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _run(program: str, url: str, *words: str | Path) -> None:
    with _service(url) as settings:
        command = [_program(program), "--dbname=service=booster", "--no-password", *words]
        done = subprocess.run(  # noqa: S603  a program of the system's, no shell
            command, env=os.environ | settings, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise BoosterError(f"{program} failed: {done.stderr.strip()}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BoosterError(f"{name} is missing: install Debian's postgresql-client.")
    return found


@contextmanager
def _service(url: str) -> Iterator[dict[str, str]]:
    """The address in a file that only we can read: a password is not seen among the processes."""
    made: Any = make_url(url)
    _, parts = made.get_dialect()().create_connect_args(made)
    names = {"dbname": parts.pop("dbname", ""), "user": parts.pop("user", "")} | parts
    lines = "".join(f"{name}={value}\n" for name, value in names.items() if value)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(f"[booster]\n{lines}")
        file.flush()
        yield {"PGSERVICEFILE": file.name}
