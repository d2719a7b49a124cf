"""A clinic's patients in the order of their names, as this process has opened them (ADR 28).

Names are sealed, so no database can sort or search them. They are read once; from then on only what
has changed since is. Nothing of it is written anywhere, and what nobody looks at is forgotten.
"""

import time
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from pwa.care import directory, epoch
from pwa.care.directory import NAMES, Key
from pwa.store.prepared import Prepared
from pwa.store.tables import Clinic, Patient

SECONDS = 3600  # until all is read anew, or forgotten
MOST = 100_000  # names that a process keeps, or those of the one clinic that has more
_READ = (*NAMES, "archived_at", "name_seq")
_SEQ = Prepared(select(col(Clinic.names_seq)).where(col(Clinic.id) == bindparam("clinic")))


def page(
    s: Session, clinic_id: str, words: Sequence[str], after: Key | None, size: int, archived: bool
) -> list[Patient]:
    """Patients by name, from the one after `after` on, that mention each of the words somewhere.

    To be asked before the session has changed anybody's name.
    """
    with _lock:
        found = islice(_register(s, clinic_id).found(words, after, archived), size)
        ids = [row_id for _, row_id in found]
    return directory.those(s, clinic_id, ids)


class _Register:
    """Who is known by which name, up to a change of this number."""

    def __init__(self, version: tuple[str, int]) -> None:
        self.version, self.until = version, time.monotonic() + SECONDS
        self.people: dict[str, tuple[bool, Key, str]] = {}
        self._order: dict[bool, list[Key]] = {False: [], True: []}

    def found(self, words: Sequence[str], after: Key | None, archived: bool) -> Iterator[Key]:
        order, wanted = self._order[archived], [word.casefold() for word in words]
        for place in range(bisect_right(order, after) if after else 0, len(order)):
            known = self.people[order[place][1]][2] if wanted else ""
            if all(word in known for word in wanted):
                yield order[place]

    def fill(self, entries: Iterator[tuple[str, list[Any]]]) -> None:
        self.people = {row_id: _person(row_id, values) for row_id, values in entries}
        for is_archived, key, _ in self.people.values():
            self._order[is_archived].append(key)
        for order in self._order.values():
            order.sort()

    def put(self, row_id: str, values: list[Any]) -> None:
        if row_id in self.people:
            had, key, _ = self.people[row_id]
            del self._order[had][bisect_left(self._order[had], key)]
        is_archived, key, _ = self.people[row_id] = _person(row_id, values)
        insort(self._order[is_archived], key)


def _person(row_id: str, values: list[Any]) -> tuple[bool, Key, str]:
    *names, archived_at, _ = values
    return archived_at is not None, directory.key(names[0], row_id), "\n".join(names).casefold()


# By the pool of connections, which is a database's as one app knows it.
_known: WeakKeyDictionary[Any, dict[str, _Register]] = WeakKeyDictionary()
_lock = Lock()


def _register(s: Session, clinic_id: str) -> _Register:
    registers = _known.setdefault(s.connection().engine.pool, {})
    version = (epoch.current(s), int(_SEQ.rows(s, {"clinic": clinic_id})[0][0]))
    found = registers.pop(clinic_id, None)
    if found is None or not _is_brought_up(s, clinic_id, found, version):
        found = _Register(version)
        found.fill(directory.entries(s, clinic_id, _READ))
    _make_room(registers, len(found.people))
    registers[clinic_id] = found
    return found


def _is_brought_up(s: Session, clinic_id: str, found: _Register, version: tuple[str, int]) -> bool:
    """Whether each change since is one of somebody who is there. Else somebody was erased."""
    (was_epoch, was), (is_epoch, now) = found.version, version
    if was_epoch != is_epoch or was > now or found.until < time.monotonic():
        return False
    if was < now:
        seq = col(Patient.name_seq)
        rows = list(directory.entries(s, clinic_id, _READ, seq > was, seq <= now))
        if len(rows) != now - was:
            return False
        for row_id, values in rows:
            found.put(row_id, values)
        found.version = version
    return True


def _make_room(registers: dict[str, _Register], wanted: int) -> None:
    """Forget what is old, and whom nobody has asked for the longest."""
    for clinic_id in [one for one, kept in registers.items() if kept.until < time.monotonic()]:
        del registers[clinic_id]
    while registers and wanted + sum(len(one.people) for one in registers.values()) > MOST:
        del registers[next(iter(registers))]
