"""Making a backup, trying it, and beginning anew from one."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from sqlalchemy import make_url

from pwa.care import clock, epoch
from pwa.care.backup import of_postgresql, of_sqlite, parcel
from pwa.care.backup.contents import Contents
from pwa.care.backup.parcel import Key, Lock
from pwa.errors import BoosterError, Fault, Invalid
from pwa.store.db import Database
from pwa.store.migrations import newest
from pwa.store.start import migrate

CONTENTS = "contents.json"
KINDS: dict[str, ModuleType] = {"sqlite": of_sqlite, "postgresql": of_postgresql}


class Made(NamedTuple):
    """A backup that was tried: what is in it, of which moment, and how many bytes it takes."""

    contents: Contents
    at: datetime
    size: int


class Damaged(BoosterError):
    """What a backup restores to is not what was backed up."""

    code = "damaged"


def make(url: str, file: Path, lock: Lock, scratch: str = "") -> Made:
    """Write `file`, restore it into a scratch place and compare. It is there only if it is good.

    `scratch` is the address of an empty PostgreSQL database; SQLite needs none.
    Phones may forget nothing yet: that is for the caller to say, see `epoch.held`.
    """
    kind, partial, at = _kind(url), file.with_name(f"{file.name}.partial"), clock.now()
    try:
        with _folder() as folder:
            contents: Contents = kind.snapshot(url, folder)
            (folder / CONTENTS).write_text(json.dumps(contents._asdict()))
            key = parcel.pack(folder, [CONTENTS, kind.NAME], partial, lock)
        found = verify(partial, key, scratch)
        if told := contents.differences(found):
            raise Damaged("; ".join(told))
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return Made(contents, at, file.stat().st_size)


def verify(file: Path, key: Key, scratch: str = "") -> Contents:
    """Restore a backup into a scratch place; what it holds, or Damaged."""
    with _folder() as folder:
        parcel.unpack(file, folder, key)
        said = _said(folder)
        found: Contents = KINDS[said.kind].tried(folder, scratch)
    if told := said.differences(found):
        raise Damaged("; ".join(told))
    return found


class Place(NamedTuple):
    """Where to restore: for the app, for the tables' owner, for whoever sees every clinic.

    SQLite has one address for all three; the other two may be left empty.
    """

    url: str
    owner: str = ""
    seeing: str = ""

    def loaded(self, url: str) -> "Place":
        """The same while the database lies elsewhere, beside its place."""
        return self if url == (self.owner or self.url) else Place(url)


def restore(file: Path, key: Key, place: Place) -> tuple[Contents, str]:
    """Put a backup into an empty place, migrate it, and begin a new epoch; what came, and which."""
    kind = _kind(place.url)
    owner = place.owner or place.url
    kind.refuse_unless_empty(owner)
    with _folder() as folder:
        parcel.unpack(file, folder, key)
        said = _said(folder)
        if KINDS[said.kind] is not kind:
            raise Invalid([Fault("DATABASE_URL", f"must be {said.kind}: the backup is")])
        if said.revision > newest():
            raise Invalid([Fault("file", f"is of a newer release, revision {said.revision}")])
        loaded = place.loaded(kind.load(folder, owner))
    if told := said.differences(kind.found(loaded.seeing or loaded.url)):
        raise Damaged("; ".join(told))
    begun = _begun(loaded)
    kind.place(loaded.url, place.url)
    return said, begun


def _begun(place: Place) -> str:
    migrate(place.url, place.owner)
    database = Database(place.url)
    try:
        with database.session() as s:
            begun = epoch.begin(s)
            s.commit()
    finally:
        database.engine.dispose()
    return begun


def _said(folder: Path) -> Contents:
    try:
        return Contents(**json.loads((folder / CONTENTS).read_text()))
    except (OSError, ValueError, TypeError):
        raise Invalid([Fault("file", "is not a backup of this app")]) from None


def _kind(url: str) -> ModuleType:
    return KINDS[make_url(url).get_backend_name()]


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that only we may look into, gone afterwards; TMPDIR says where."""
    with tempfile.TemporaryDirectory(prefix="booster-backup-") as folder:
        yield Path(folder)
