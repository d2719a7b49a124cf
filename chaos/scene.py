"""Where it happens: gunicorn and a database in processes of their own, and people with phones."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from chaos.phone import Phone, pair
from chaos.vacant import vacant
from pwa.care import enrol, pairing
from pwa.store.db import Database
from pwa.store.start import migrate
from tests.browser.server import Server
from tests.postgres import Cluster, owners


class Killable(Server):
    """A server whose workers can be killed one by one."""

    @property
    def process(self) -> int:
        """The id of the one that keeps the workers."""
        assert self._process, "it does not run"
        return self._process.pid

    def kill_worker(self) -> bool:
        """Kill the first one (-9). False when there was none to kill."""
        workers = children(self.process)
        return bool(workers) and kill(workers[0])


class Mortal(Cluster):
    """A database server that can be killed (-9) with all of its processes, and started again."""

    def kill(self) -> None:
        others = children(self._server.pid)
        for process in (self._server.pid, *others):
            kill(process)
        self._server.wait(60)
        _gone(others)

    def runs(self) -> bool:
        return self._server.poll() is None

    def start(self) -> None:
        """It goes through its log, as after a power cut, and answers."""
        self._server = self._start(self._folder / "data")
        assert self._answers(), (self._folder / "log").read_text()[-4000:]


class Scene(NamedTuple):
    """`all_seeing`: the database's address for whoever checks it."""

    server: Killable
    cluster: Mortal | None
    all_seeing: str
    invites: list[str]

    def phones(self, made_as: type[Phone], seed: int) -> list[Phone]:
        """A paired phone for each invite."""
        port = self.server.port
        return [
            made_as(port, *pair(port, secret), seed * 1000 + number)
            for number, secret in enumerate(self.invites)
        ]


@contextmanager
def scene(kind: str, patients: int, app: str = "wsgi:app", **env: str) -> Iterator[Scene]:
    """A clinic with so many patients, each invited, and the server running."""
    with ExitStack() as stack:
        place = stack.enter_context(vacant(kind, "chaos", Mortal))
        invites = people(place.url, patients)
        server = Killable(place.folder / "booster.sqlite", **{"DATABASE_URL": place.url} | env)
        server.app = app
        yield Scene(stack.enter_context(server), place.cluster, place.all_seeing, invites)


def people(url: str, count: int) -> list[str]:
    """Enrol them; gives the secret of each one's invite."""
    migrate(url, owners(url))
    database = Database(url)
    with database.session() as s:
        clinic = enrol.add_clinic(s, "Oak Clinic", "+1 555 010 0100", "US", "America/New_York")
        nora = enrol.add_staff(s, clinic.id, "nora@oak.example", "Nora North", "by the river we go")
        secrets = []
        for number in range(count):
            patient = enrol.add_patient(s, clinic.id, f"Patient {number}", "+1 555 010 0111")
            patient.created_at -= timedelta(days=300)
            secrets.append(pairing.make_invite(s, patient, nora.id).token)
        s.commit()
    database.engine.dispose()
    return secrets


def children(parent: int) -> list[int]:
    """The ids of a process's own children."""
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(word) for word in found.read_text().split()] if found.exists() else []


def kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _gone(processes: list[int]) -> None:
    end = time.monotonic() + 60
    while any(_runs(process) for process in processes):
        assert time.monotonic() < end, "a killed process stays"
        time.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
