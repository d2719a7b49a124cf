"""What every operator's command does: open the database, and say what went wrong in a line each."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlmodel import Session

from pwa import data_keys
from pwa.care.staff import breached
from pwa.cli.decision import refuse
from pwa.config import DATABASE_URL, Refused, breached_passwords
from pwa.errors import BoosterError, Fault, Invalid
from pwa.store import keyring
from pwa.store.db import Database
from pwa.store.migrations import newest, revision_of
from pwa.store.roles import refuse_unsafe
from pwa.store.start import migrate


def told(command: Callable[..., None]) -> Callable[..., None]:
    """A line on standard error for each fault, nothing on standard output, exit 2."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except Invalid as error:
            refuse(error)
        except BoosterError as error:
            refuse(Invalid([Fault("", error.message)]))
        except (ArgumentError, OperationalError) as error:
            why = str(getattr(error, "orig", None) or error)
            refuse(Invalid([Fault("DATABASE_URL", f"cannot be used: {why}")]))
        except OSError as error:
            if not error.filename:
                raise
            refuse(Invalid([Fault("", f"{error.filename}: {error.strerror}")]))

    return run


def addresses() -> tuple[str, str]:
    """Where the database is for the app, and for the role that owns its tables and migrates."""
    env = os.environ
    return env.get("DATABASE_URL") or DATABASE_URL, env.get("DATABASE_OWNER_URL", "")


@contextmanager
def open_database() -> Iterator[Database]:
    """The database of DATABASE_URL, for a `with` block."""
    url, _ = addresses()
    file = make_url(url).database
    if url.startswith("sqlite") and file and file != ":memory:":
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Invalid([Fault("DATABASE_URL", f"cannot be used: {error}")]) from None
    try:
        keyring.use(data_keys.from_environment(os.environ))
        breached.use(breached_passwords(os.environ))
    except Refused as refused:
        raise BoosterError(str(refused)) from None
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


@contextmanager
def session(writes: bool = True) -> Iterator[Session]:
    """A session on a database of this version; a new database is set up first.

    With `writes=False` it holds nobody up, however long it looks.
    """
    with open_database() as database:
        found = revision_of(database.engine)
        if found is None:
            migrate(*addresses())
        elif found != newest():
            raise BoosterError(f"The database is at {found}, not {newest()}: run booster migrate.")
        refuse_unsafe(database.engine)
        with database.session(writes) as s:
            yield s
            s.commit()


def say(as_json: bool, facts: dict[str, Any], words: str) -> None:
    click.echo(json.dumps(facts, indent=2, ensure_ascii=False) if as_json else words)
