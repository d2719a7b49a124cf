"""The three machines together, with HAProxy before them."""

import json
import subprocess
import urllib.request
from pathlib import Path

import psycopg

from chaos.cluster_machines import Machine, until
from chaos.cluster_settings import PORT, USERS, haproxy

OWNER = f"postgresql://postgres@127.0.0.1:{PORT}"
# What Patroni's log says of a rewind that was cut short, and of what it does about it.
CUT_SHORT = "pg_rewind exit code=1"
MADE_ANEW = "remove_data_directory_on_rewind_failure is set. removing"


class Cluster:
    """It is whole when this returns, and takes writes."""

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
        roles = self.roles()
        return next(one for one in self.machines if roles.get(one.name) == "leader")

    def roles(self) -> dict[str, str]:
        """Each member's role, when it runs; from whichever Patroni answers."""
        for one in self.machines:
            try:
                address = f"http://{one.address}:8008/cluster"
                with urllib.request.urlopen(address, timeout=2) as answer:
                    told = json.load(answer)["members"]
            except (OSError, ValueError):
                continue
            sound = ("running", "streaming")
            return {member["name"]: member["role"] for member in told if member["state"] in sound}
        return {}

    def wait_until_whole(self) -> None:
        """A leader whose two replicas follow it; one of them in step, if that is asked for."""
        until(self._is_whole, "the cluster is not whole")

    def said(self, words: str) -> int:
        """How often Patroni said so, on all machines."""
        logs = (one.folder / "patroni.log" for one in self.machines)
        return sum(log.read_text(errors="replace").count(words) for log in logs)

    def _is_whole(self) -> bool:
        replicas = {"sync_standby", "replica"} if self._synchronous else {"replica"}
        roles = self.roles()
        if len(roles) != len(USERS) or set(roles.values()) != {"leader", *replicas}:
            return False
        # A former primary that runs and has not been rewound yet says that it is a replica, too.
        return self._followers(self.primary()) == len(USERS) - 1

    @staticmethod
    def _followers(primary: Machine) -> int:
        address = f"postgresql://postgres@{primary.address}:5432/postgres"
        asked = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        try:
            with psycopg.connect(address, connect_timeout=3) as raw:
                return raw.execute(asked).fetchone()[0]
        except psycopg.OperationalError:
            return 0

    @staticmethod
    def _takes_writes() -> bool:
        try:
            with psycopg.connect(f"{OWNER}/postgres", connect_timeout=3) as raw:
                return not raw.execute("SELECT pg_is_in_recovery()").fetchone()[0]
        except psycopg.OperationalError:
            return False
