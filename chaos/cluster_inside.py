"""What `cluster` runs in its namespaces: `python -m chaos.cluster_inside SIZE SEED SYNC FOLDER`."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import psycopg

from chaos.cluster_load import Load
from chaos.cluster_machines import PORT, USERS, Machine, haproxy, members, until
from chaos.harness import Figures
from chaos.history import rows_of
from chaos.phone import Phone
from chaos.scene import Scene, people
from tests import postgres
from tests.browser.server import Server

OWNER = f"postgresql://postgres@127.0.0.1:{PORT}"
PEOPLE = 24
ANSWERS = 60  # at least so many before and after each event


class Cluster:
    """The three, with HAProxy before them."""

    def __init__(self, folder: Path, *, synchronous: bool) -> None:
        self._synchronous = synchronous
        self.machines = [Machine(n, folder, synchronous=synchronous) for n in range(len(USERS))]
        for one in self.machines:
            one.start(is_new=True)
        self.wait_until_whole()
        command = ["/usr/sbin/haproxy", "-db", "-f", haproxy(folder)]
        with (folder / "haproxy.log").open("wb") as log:
            self.balancer = subprocess.Popen(command, stdout=log, stderr=log)
        # It takes every server for sound at first, and asks them in turn.
        until(lambda: all(self._takes_writes() for _ in range(9)), "HAProxy finds no primary")

    def primary(self) -> Machine:
        roles = members(self.machines)
        return next(one for one in self.machines if roles.get(one.name) == "leader")

    def wait_until_whole(self) -> None:
        """A leader and two replicas that follow it; one of them in step, if that is asked for."""
        wanted = (
            {"leader", "sync_standby", "replica"} if self._synchronous else {"leader", "replica"}
        )

        def is_whole() -> bool:
            roles = members(self.machines)
            return len(roles) == len(USERS) and set(roles.values()) == wanted

        until(is_whole, "the cluster is not whole")

    @staticmethod
    def _takes_writes() -> bool:
        try:
            with psycopg.connect(f"{OWNER}/postgres", connect_timeout=3) as raw:
                return not raw.execute("SELECT pg_is_in_recovery()").fetchone()[0]
        except psycopg.OperationalError:
            return False


def killed(cluster: Cluster, load: Load) -> None:
    """The primary's machine loses its power, and has it again after another took over."""
    one = cluster.primary()
    one.kill()
    load.wait_for(ANSWERS)
    one.start()


def frozen(cluster: Cluster, load: Load) -> None:
    """It stands still, and wakes up as a primary that knows of no other."""
    one = cluster.primary()
    one.freeze()
    load.wait_for(ANSWERS)
    one.thaw()


def cut(cluster: Cluster, load: Load) -> None:
    """Its cable is pulled. It goes on by itself, and is plugged in again."""
    one = cluster.primary()
    one.cut()
    load.wait_for(ANSWERS)
    one.cut(off=False)


def starved(cluster: Cluster, load: Load) -> None:
    """It can't reach its replicas but the app reaches it; then its machine is killed."""
    one = cluster.primary()
    one.starve()
    load.wait_or_give_up(ANSWERS, seconds=5)
    one.kill()
    one.starve(off=False)
    load.wait_for(ANSWERS)
    one.start()


Event = Callable[[Cluster, Load], None]
EVENTS: dict[str, list[Event]] = {"short": [killed], "long": 2 * [killed, frozen, cut, starved]}


def tried(size: str, seed: int, folder: Path, *, synchronous: bool) -> Figures:
    figures = Figures()
    with ExitStack() as stack:
        cluster = Cluster(folder, synchronous=synchronous)
        with psycopg.connect(f"{OWNER}/postgres", autocommit=True) as raw:
            for name in (postgres.OWNER, postgres.APP):
                raw.execute(f"CREATE ROLE {name} LOGIN")
            raw.execute(f"CREATE DATABASE chaos OWNER {postgres.OWNER}")
        url = postgres.as_role(f"{OWNER}/chaos", postgres.APP)
        invites = people(url, PEOPLE)
        server = stack.enter_context(
            Server(folder / "app.sqlite", DATABASE_URL=url, WEB_CONCURRENCY="4")
        )
        phones = Scene(server, None, f"{OWNER}/chaos", invites).phones(Phone, seed)
        events = EVENTS[size] if synchronous else [starved]
        random.Random(seed).shuffle(events)
        with Load(phones) as load:
            load.wait_for(ANSWERS)
            for event in events:
                began = time.monotonic()
                event(cluster, load)
                cluster.wait_until_whole()
                load.wait_for(ANSWERS)
                silent = load.silence_since(began)
                key = f"seconds without a receipt, {event.__name__}"
                figures.counted[key] = " and ".join(
                    filter(None, (str(figures.counted.get(key, "")), f"{silent:.1f}"))
                )
        figures.count("failures of a primary", len(events))
        figures.count("answers acknowledged", len(load.history.promised))
        figures.count("tries without an answer or with 503", load.failed)
        for status, count in load.strange.items():
            figures.fault(f"{count} answers with {status}")
        for fault in load.history.faults(rows_of(f"{OWNER}/chaos")):
            figures.fault(fault)
    return figures


def be_the_first_process() -> None:
    """Go on as a child of one that buries the dead: Patroni waits until they are."""
    child = os.fork()
    while child:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


if __name__ == "__main__":
    be_the_first_process()
    size, seed, synchronous, folder = sys.argv[1:]
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    try:
        made = tried(size, int(seed), Path(folder), synchronous=synchronous == "1")
    except Exception:
        for file in sorted(Path(folder).glob("**/*.log")):
            print(f"=== {file}", *file.read_text(errors="replace").splitlines()[-15:], sep="\n")
        raise
    Path(folder, "figures.json").write_text(json.dumps(asdict(made)))
