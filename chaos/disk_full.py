"""A disk that is full: refused with 503 and nothing else, and all is taken when there is room.

Short: a limit on how large a file may grow, which needs no rights. Long: a small file system of its
own too, for SQLite and PostgreSQL, which needs root's.
"""

import resource
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chaos.harness import Figures, Size
from chaos.history import History, gaps, rows_of
from chaos.phone import Item, Phone, so_often
from chaos.scene import Scene, children, scene
from chaos.vacant import KINDS

PHONES = 3
ENOUGH = 12  # refusals
SIZES = {"sqlite": "24m", "postgresql": "160m"}


def run(size: Size, seed: int) -> Figures:
    """SQLite in a file that may not grow; for long, both on a file system that is full."""
    figures = Figures()
    with scene("sqlite", PHONES) as where:
        limit = Limit(where)
        on(where, seed, limit.set, limit.lift, figures)
    for kind in KINDS if size == "long" else ():
        with _small_disk(SIZES[kind]) as folder, scene(kind, PHONES) as where:
            filler = Filler(folder / "filler", where)
            on(where, seed, filler.fill, filler.make_room, figures)
    return figures


def on(
    where: Scene,
    seed: int,
    fill: Callable[[], None],
    make_room: Callable[[], None],
    f: Figures,
    most: int = 3000,
) -> None:
    """Send until the disk is full and for a while then, `most` answers; make room; look."""
    history, answers = History(), Counter[object]()
    phones = where.phones(Phone, seed)
    waiting = _send(phones, history, answers, lambda: sum(answers.values()) >= PHONES, most)
    fill()
    waiting += _send(phones, history, answers, lambda: answers[503] >= ENOUGH, most)
    make_room()
    for phone, item in waiting:
        if not phone.deliver(item, history, so_often(400)):
            f.fault(f"never taken: {item.sent.id}")
    f.count("answers refused with 503", answers[503])
    f.count("answers acknowledged", len(history.promised))
    f.expect(answers[503] >= ENOUGH, f"the disk never was full: {answers}")
    for status in answers.keys() - {200, 201, 503, None}:
        f.fault(f"answered {status}")
    for fault in (*history.faults(rows := rows_of(where.all_seeing)), *gaps(rows)):
        f.fault(fault)


def _send(
    phones: list[Phone],
    history: History,
    answers: Counter,
    is_enough: Callable[[], bool],
    most: int,
) -> list[tuple[Phone, Item]]:
    """One try for each new answer. Gives what was not acknowledged."""
    waiting = []
    for number in range(most):
        if is_enough():
            break
        phone = phones[number % len(phones)]
        item = phone.answer()
        reply = phone.send(item, history)
        answers[reply and reply.status] += 1
        if phone.takes(reply, item):
            history.promise(item.sent)
        else:
            waiting.append((phone, item))
    return waiting


class Limit:
    """No file of the server may grow beyond what the largest one is by now."""

    def __init__(self, where: Scene) -> None:
        self._server = where.server

    def set(self) -> None:
        files = self._server.file.parent.iterdir()
        self._may_grow_to(max(file.stat().st_size for file in files))

    def lift(self) -> None:
        self._may_grow_to(resource.RLIM_INFINITY)

    def _may_grow_to(self, size: int) -> None:
        for process in [self._server.process, *children(self._server.process)]:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


class Filler:
    """A file that takes all the room there is."""

    def __init__(self, file: Path, where: Scene) -> None:
        self._file, self._where = file, where

    def fill(self) -> None:
        with self._file.open("wb", buffering=0) as file:
            for size in (2**20, 2**12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def make_room(self) -> None:
        """A database that gave up is started again, as an operator would."""
        self._file.unlink()
        if self._where.cluster and not self._where.cluster.runs():
            self._where.cluster.start()


@contextmanager
def _small_disk(size: str) -> Iterator[Path]:
    """A file system of this size, where everything temporary is made meanwhile."""
    folder, before = Path(tempfile.mkdtemp(prefix="booster-disk-")), tempfile.tempdir
    options = ["-t", "tmpfs", "-o", f"size={size},mode=1777", "none"]
    subprocess.run(["mount", *options, folder], check=True)
    tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()
