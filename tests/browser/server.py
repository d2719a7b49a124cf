"""The app as it runs for people: gunicorn in processes of its own, that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Self

from sqlmodel import Session

from pwa.store.db import Database
from tests.databases import Kind
from tests.postgres import superusers

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 180


class Server:
    """gunicorn over a database file; `url` stays the same when it is started again."""

    app, root = "wsgi:app", ROOT

    def __init__(self, file: Path, **env: str) -> None:
        self.file = file
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = file.with_suffix(".log")
        self._plain = {
            "BOOSTER_WORKER": "0",  # who tests reminders runs their jobs
            "BOOSTER_CONTACT": "mailto:hello@oak.clinic",
            "SECRET_KEY": "only for tests, and long enough to be taken",
            "DATABASE_URL": f"sqlite:///{file}",
            "PORT": str(self.port),
            "REQUESTS_A_MINUTE": "1000000",  # a programme is faster than any phone
        } | env
        self.env = self._plain
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()

    def start(self, **env: str) -> None:
        """Start it and wait until it answers. `BOOSTER_RELEASE_SALT="2"` makes a new release."""
        self.env = self.env | env
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", self.app],
                cwd=self.root,
                env=_clean_environment() | self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        """Stop it in the polite way, as an operator does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill all of its processes at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def begin_anew(self, kind: Kind) -> None:
        """As new for the next test: the cast and nobody else, running, with no other settings."""
        if self.env != self._plain or not self._runs():
            self.kill()
            self.env = self._plain
        kind.anew(self.env["DATABASE_URL"])
        if not self._runs():
            self.start()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session of its database, from outside, that no policy holds."""
        url = self.env["DATABASE_URL"]
        database = Database(superusers(url) or url)
        with database.session() as session:
            yield session
        database.engine.dispose()

    def _runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, how)
            self._process.wait(PATIENCE)
        except ProcessLookupError:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
        self._process = None

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self._runs():
                break
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.kill()  # nobody else will: who could not enter does not leave
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")


def free_port() -> int:
    return next(port for port in _PORTS if _is_free(port))


# Below those that the system hands out by itself, and from another place in each process: else
# another server could take it before ours does, and would answer in its stead.
_PORTS = count(20_000 + os.getpid() * 16 % 12_000)


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _clean_environment() -> dict[str, str]:
    ours = ("BOOSTER_", "TRUSTED_", "HOST", "GUNICORN", "WEB_CONCURRENCY")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
