"""What `cluster` runs in its namespaces: `python -m chaos.cluster_inside SIZE SEED SYNC FOLDER`."""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import psycopg

from chaos.cluster_events import ANSWERS, EVENTS, Event, starved
from chaos.cluster_load import PATIENCE, Load
from chaos.cluster_settings import GIVES_UP
from chaos.cluster_three import CUT_SHORT, MADE_ANEW, OWNER, Cluster
from chaos.harness import Figures
from chaos.history import rows_of
from chaos.phone import Phone
from chaos.scene import Scene, people
from tests import postgres
from tests.browser.server import Server

PEOPLE = 24


def tried(size: str, seed: int, folder: Path, *, synchronous: bool) -> Figures:
    events = EVENTS[size] if synchronous else [starved]
    random.Random(seed).shuffle(events)
    figures = Figures()
    with ExitStack() as stack:
        cluster = Cluster(folder, synchronous=synchronous)
        load = Load(app(stack, folder).phones(Phone, seed))
        with load:
            load.wait_for(ANSWERS, PATIENCE)
            for event in events:
                silent = lived_through(event, cluster, load)
                note(figures, f"seconds without a receipt, {event.__name__}", f"{silent:.1f}")
        figures.count("failures of a primary", len(events))
        figures.count("rewinds cut short", cluster.said(CUT_SHORT))
        figures.count("replicas made anew", cluster.said(MADE_ANEW))
        figures.count("answers acknowledged", len(load.history.promised))
        figures.count("tries without an answer or with 503", load.failed)
        for status, count in load.strange.items():
            figures.fault(f"{count} answers with {status}")
        for fault in load.history.faults(rows_of(f"{OWNER}/chaos")):
            figures.fault(fault)
    return figures


def app(stack: ExitStack, folder: Path) -> Scene:
    """The app, on a database of its own in the cluster, by a role that is not its owner."""
    with psycopg.connect(f"{OWNER}/postgres", autocommit=True) as raw:
        for name in (postgres.OWNER, postgres.APP):
            raw.execute(f"CREATE ROLE {name} LOGIN")
        raw.execute(f"CREATE DATABASE chaos OWNER {postgres.OWNER}")
    url = postgres.as_role(f"{OWNER}/chaos", postgres.APP)
    invites = people(url, PEOPLE)
    served = Server(folder / "app.sqlite", DATABASE_URL=url, WEB_CONCURRENCY="4")
    return Scene(stack.enter_context(served), None, f"{OWNER}/chaos", invites)


def lived_through(event: Event, cluster: Cluster, load: Load) -> float:
    """The longest time without a receipt until the cluster is whole again."""
    began = time.monotonic()
    event(cluster, load)
    cluster.wait_until_whole()
    load.wait_for(ANSWERS, PATIENCE)
    return load.silence_since(began)


def note(figures: Figures, key: str, value: str) -> None:
    said = (str(figures.counted.get(key, "")), value)
    figures.counted[key] = " and ".join(filter(None, said))


def last_words(log: Path) -> list[str]:
    """Without the traces of HAProxy's looks at Patroni, which hang up as soon as they know."""
    lines = log.read_text(errors="replace").splitlines()
    told = [line for line in lines if line[:1] in ("2", "{", "[")]
    return [line for line in told if "processing of request" not in line][-40:]


def be_the_first_process() -> None:
    """Go on as a child of one that buries the dead: Patroni waits until they are."""
    child = os.fork()
    while child:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def begin_network() -> None:
    """Of these namespaces: loopback, and how soon a connection to nobody ends."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for name, value in GIVES_UP.items():
        Path("/proc/sys/net/ipv4", name).write_text(str(value))


if __name__ == "__main__":
    be_the_first_process()
    size, seed, synchronous, folder = sys.argv[1:]
    begin_network()
    try:
        made = tried(size, int(seed), Path(folder), synchronous=synchronous == "1")
    except Exception:
        for file in sorted(Path(folder).glob("**/*.log")):
            print(f"=== {file}", *last_words(file), sep="\n")
        raise
    Path(folder, "figures.json").write_text(json.dumps(asdict(made)))
