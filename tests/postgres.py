"""A PostgreSQL server of this run's own: an ordinary user's, on a free port, gone with the run."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from sqlalchemy import make_url

USER = "postgres"
OWNER, APP = "booster_owner", "booster"  # who owns the tables, and the app: see docs/postgresql.md
START_SECONDS = 60
TRIES = 3
INSTALLED = Path("/usr/lib/postgresql")


class Cluster:
    """A new server without any database of ours; `stop` it."""

    def __init__(self) -> None:
        # Not under pytest's folders, into which only their owner may look.
        self._folder = Path(tempfile.mkdtemp(prefix="booster-postgresql-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, USER, USER)
        data = self._folder / "data"
        words = ("--encoding=UTF8", "--locale=C.UTF-8")  # whatever this machine's are
        self._run("initdb", "-D", data, "--auth=trust", f"--username={USER}", "--no-sync", *words)
        for _ in range(TRIES):
            self.port = _free_port()
            self._server = self._start(data)
            if self._answers():
                break
        else:
            raise AssertionError((self._folder / "log").read_text())
        self.do(f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {APP} LOGIN")

    def url(self, database: str, role: str = APP) -> str:
        """An address as the app's role, or as another one."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, like: str = "template1") -> str:
        """A new database without any table, or a copy, and its address for the app's role."""
        self.do(f'CREATE DATABASE "{database}" OWNER {OWNER} TEMPLATE "{like}"')
        return self.url(database)

    def do(self, *statements: str) -> None:
        """As a superuser, each by itself."""
        with psycopg.connect(self.url("postgres", USER), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def stop(self) -> None:
        self._server.send_signal(signal.SIGQUIT)  # at once: nobody needs what is in it
        self._server.wait(START_SECONDS)
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [*_as_ordinary_user(), _program(program), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def _start(self, data: Path) -> subprocess.Popen:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self._folder,
            "max_connections": 60,
            "autovacuum": "off",  # nothing but the tests asks for a lock
        }
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        # Whatever becomes of this process, the server does not outlive it.
        user = [*_as_ordinary_user(), "--pdeathsig=QUIT"]
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(
                [*user, _program("postgres"), "-D", data, *flags], cwd="/", stdout=log, stderr=log
            )

    def _answers(self) -> bool:
        """Wait until it does; False when it has ended, because somebody else took the port."""
        until = time.monotonic() + START_SECONDS
        while self._server.poll() is None and time.monotonic() < until:
            try:
                psycopg.connect(self.url("postgres", USER)).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False


def owners(url: str) -> str:
    """The same database as its owner, who migrates; SQLite's has none."""
    return as_role(url, OWNER)


def superusers(url: str) -> str:
    """The same database as somebody whom no policy holds."""
    return as_role(url, USER)


def as_role(url: str, role: str) -> str:
    if not url.startswith("postgresql"):
        return ""
    return make_url(url).set(username=role).render_as_string(hide_password=False)


def _program(name: str) -> Path:
    found = sorted(INSTALLED.glob(f"*/bin/{name}"), key=lambda file: int(file.parts[-3]))
    assert found, f"Debian's package postgresql is missing: {INSTALLED} has no {name}"
    return found[-1]


def _as_ordinary_user() -> list[str]:
    """PostgreSQL refuses to be run by root."""
    others = [f"--reuid={USER}", f"--regid={USER}", "--init-groups"]
    return ["setpriv", *(others if os.geteuid() == 0 else [])]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
