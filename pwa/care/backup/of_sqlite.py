"""SQLite's part of a backup: a copy of the file at one moment, while others write."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, make_url

from pwa.care.backup.contents import Contents
from pwa.errors import Fault, Invalid

NAME = "booster.sqlite"
PAGES = 4096  # of 4 KB in one step


def snapshot(url: str, folder: Path) -> Contents:
    """Copy the database as of now into the folder."""
    source = _file(url)
    if not source.exists():
        raise Invalid([Fault("DATABASE_URL", "is not there yet")])
    target = folder / NAME
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        # In a transaction of its own: writers go on, and no step has to be begun again for them.
        live.isolation_level = None
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=PAGES)
        copy.execute("PRAGMA journal_mode=DELETE")
    return _contents(target)


def tried(folder: Path, _scratch: str) -> Contents:
    """What a copy restores to, its pages and references checked."""
    return found(f"sqlite:///{folder / NAME}")


def found(url: str) -> Contents:
    """What is in a database that nobody uses, its pages and references checked."""
    file = _file(url)
    with closing(sqlite3.connect(file)) as raw:
        (word,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
        if word != "ok" or raw.execute("PRAGMA foreign_key_check").fetchone():
            raise Invalid([Fault("file", f"holds a database that is damaged: {word}")])
    return _contents(file)


def refuse_unless_empty(url: str) -> None:
    file = _file(url)
    if file.exists() and file.stat().st_size:
        raise Invalid([Fault("DATABASE_URL", "is not empty: restore into a new file")])


def load(folder: Path, url: str) -> str:
    """Put the copy beside its place, on disk; the address until `place` moves it."""
    file = _file(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.restoring")
    (folder / NAME).chmod(0o600)
    with closing(sqlite3.connect(folder / NAME)) as given, closing(sqlite3.connect(beside)) as new:
        given.backup(new)
    return f"sqlite:///{beside}"


def place(loaded: str, url: str) -> None:
    """At its place in one step: nobody meets half a database."""
    beside, file = _file(loaded), _file(url)
    with closing(sqlite3.connect(beside)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _contents(file: Path) -> Contents:
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return Contents.of(connection)
    finally:
        engine.dispose()


def _file(url: str) -> Path:
    file = make_url(url).database
    if not file or file == ":memory:":
        raise Invalid([Fault("DATABASE_URL", "must be a file")])
    return Path(file)
