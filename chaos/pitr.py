"""A PostgreSQL server is lost and recovered to a point in time, by the commands of docs/backup.md.

What was promised after that point comes again from the phones: nobody says anything to them.
"""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from chaos.harness import Figures, Size
from chaos.restoring import Phone, Server
from chaos.scene import Mortal
from pwa.store.db import Database
from tests.databases import people
from tests.postgres import USER, superusers

ANSWERS: dict[Size, int] = {"short": 3, "long": 50}
PATIENCE = 120


class Archived(Mortal):
    """A server whose log is put aside as it is written."""

    def archives(self) -> None:
        self._folder.joinpath("archive").mkdir()
        self._own(self._folder / "archive")
        command = f"test ! -f {self._folder}/archive/%f && cp %p {self._folder}/archive/%f"
        self.does("ALTER SYSTEM SET archive_mode = on")
        self.does(f"ALTER SYSTEM SET archive_command = '{command}'")
        self.kill()
        self.start()

    def backs_up(self) -> None:
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER)
        self._run("pg_basebackup", "-D", self._folder / "base", "-c", "fast", *where)

    def puts_the_log_aside(self) -> None:
        (name,) = self.does("SELECT pg_walfile_name(pg_switch_wal())")
        until((self._folder / "archive" / name).exists)

    def recovers(self, moment: str) -> None:
        base = self._folder / "base"
        with (base / "postgresql.auto.conf").open("a") as settings:
            settings.write(
                f"restore_command = 'cp {self._folder}/archive/%f \"%p\"'\n"
                f"recovery_target_time = '{moment}'\n"
                "recovery_target_action = 'promote'\n"
            )
        (base / "recovery.signal").touch()
        self._own(base / "recovery.signal")
        self._server = self._start(base)
        assert self._answers(), (self._folder / "log").read_text()[-4000:]
        until(lambda: self.does("SELECT pg_is_in_recovery()") == (False,))

    def does(self, statement: str) -> tuple:
        with psycopg.connect(self.url("postgres", USER), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return (cursor.fetchone() or ()) if cursor.description else ()

    def _own(self, path: Path) -> None:
        shutil.chown(path, self._folder.owner())


class OnPostgres(Server):
    """The same server, its rows in a database that outlives it."""

    def __init__(self, url: str) -> None:
        self._engine = Database(url).engine

    def close(self) -> None:
        self._engine.dispose()


def run(size: Size, seed: int) -> Figures:
    figures, luck = Figures(), random.Random(seed)
    cluster = Archived()
    try:
        cluster.archives()
        url = cluster.create("booster")
        cast, server = people(url), OnPostgres(superusers(url))
        phones = [Phone(server, *who, luck) for who in ((cast.oak, cast.ana), (cast.elm, cast.ben))]
        cluster.backs_up()
        _answer(phones, ANSWERS[size])
        (moment,) = cluster.does("SELECT clock_timestamp()::text")
        _answer(phones, ANSWERS[size])
        cluster.puts_the_log_aside()
        began = time.monotonic()
        server.close()
        cluster.kill()
        cluster.recovers(moment)
        figures.counted["s to recover"] = f"{time.monotonic() - began:.1f}"
        _compare(figures, server, phones)
        server.close()
    finally:
        cluster.stop()
    return figures


def _compare(figures: Figures, server: Server, phones: list[Phone]) -> None:
    promised = [item for phone in phones for item in phone.promised.values()]
    lacking = sum(not server.has(item) for item in promised)
    for phone in phones:
        phone.syncs(loses=0)
    figures.counted["answers promised"] = len(promised)
    figures.counted["of them after the point in time"] = lacking
    figures.expect(lacking == len(promised) // 2, "it did not go back to that point")
    for item in promised:
        figures.expect(server.has(item), f"lost: {item.id}")


def _answer(phones: list[Phone], times: int) -> None:
    for _ in range(times):
        for phone in phones:
            phone.answers("check-in")
            phone.syncs(loses=0)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)
