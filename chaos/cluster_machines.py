"""Three machines with PostgreSQL, Patroni and etcd each, and HAProxy in front, all on loopback.

Each machine has an address of 127.0.0.0/8 and an ordinary user of its own, so that packet rules can
tell whose packet it is. All of it runs in namespaces that end with the programme: see `cluster`.
"""

import json
import os
import pwd
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Users that every Debian has; what they own here lies in a temporary folder.
USERS = ("postgres", "daemon", "games")
BALANCER = "127.0.0.100"
PORT = 5000
PATIENCE = 300


class Machine:
    """One of three. `kill`, `freeze` and `cut` are what happens to machines."""

    def __init__(self, number: int, folder: Path, *, synchronous: bool) -> None:
        self.number, self.name = number, f"db{number + 1}"
        self.address = address_of(number)
        self.user = pwd.getpwnam(USERS[number])
        self.folder = folder / self.name
        self.folder.mkdir()
        settings = self.folder / "patroni.json"  # JSON is YAML too
        settings.write_text(json.dumps(patroni(self, synchronous=synchronous)))
        for path in (self.folder, settings):
            shutil.chown(path, self.user.pw_uid, self.user.pw_gid)

    def start(self, *, is_new: bool = False) -> None:
        """etcd and Patroni, which starts PostgreSQL."""
        self._run("etcd", "/usr/bin/etcd", *etcd(self, is_new=is_new))
        self._run("patroni", "/usr/bin/patroni", self.folder / "patroni.json")

    def kill(self) -> None:
        """All of its processes at once (-9), as a power cut does."""
        self._signal(signal.SIGKILL)
        until(lambda: not self._processes(), f"{self.name} still runs")

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on, and believes that no time has passed."""
        self._signal(signal.SIGCONT)

    def cut(self, *, off: bool = True) -> None:
        """Its cable: nothing comes in and nothing goes out."""
        self._rule(off, "-m", "owner", "--uid-owner", str(self.user.pw_uid))
        self._rule(off, "-d", self.address)

    def starve(self, *, off: bool = True) -> None:
        """Only its replicas hear nothing more of it; the app and etcd do."""
        port = ["-p", "tcp", "-m", "tcp"]
        self._rule(off, "-s", self.address, *port, "--sport", "5432", "!", "-d", BALANCER)
        self._rule(off, "-d", self.address, *port, "--dport", "5432", "!", "-s", BALANCER)

    def _rule(self, off: bool, *match: str) -> None:
        act = ["iptables", "-w", "-A" if off else "-D", "OUTPUT", *match, "-j", "DROP"]
        subprocess.run(act, check=True, timeout=PATIENCE)

    def _signal(self, how: signal.Signals) -> None:
        for process in self._processes():
            try:
                os.kill(process, how)
            except ProcessLookupError:
                continue

    def _processes(self) -> list[int]:
        """Those of its user: in this namespace nobody else's are."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                is_zombie = "\nState:\tZ" in (entry / "status").read_text()
                if entry.stat().st_uid == self.user.pw_uid and not is_zombie:
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    def _run(self, name: str, *command: str | Path) -> None:
        user = ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}"]
        with (self.folder / f"{name}.log").open("ab") as log:
            subprocess.Popen(
                [*user, "--clear-groups", *command],
                cwd=self.folder,
                env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8"},
                stdout=log,
                stderr=log,
            )


def address_of(number: int) -> str:
    return f"127.0.0.{11 + number}"


def etcd(one: Machine, *, is_new: bool) -> list[str]:
    peers = [f"db{n + 1}=http://{address_of(n)}:2380" for n in range(len(USERS))]
    client, peer = f"http://{one.address}:2379", f"http://{one.address}:2380"
    return [
        *("--name", one.name, "--data-dir", str(one.folder / "etcd"), "--log-level", "warn"),
        *("--listen-client-urls", client, "--advertise-client-urls", client),
        *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
        "--enable-v2=true",
        *("--heartbeat-interval", "250", "--election-timeout", "2500"),
        *("--initial-cluster", ",".join(peers)),
        *("--initial-cluster-state", "new" if is_new else "existing"),
    ]


def patroni(one: Machine, *, synchronous: bool) -> dict[str, Any]:
    """What docs/scale.md says, with these addresses and without passwords."""
    anybody = ["local all all trust", "host all all 127.0.0.0/8 trust"]
    return {
        "scope": "booster",
        "name": one.name,
        "restapi": {"listen": f"{one.address}:8008", "connect_address": f"{one.address}:8008"},
        # The older API: by the newer one this Patroni takes its lock back from whoever has it now,
        # when it wakes after having been frozen, and what the other acknowledged is lost.
        "etcd": {"hosts": [f"{address_of(n)}:2379" for n in range(len(USERS))]},
        "bootstrap": {
            "dcs": {
                "ttl": 15,
                "loop_wait": 2,
                "retry_timeout": 5,
                "primary_start_timeout": 0,
                "synchronous_mode": synchronous,
                "synchronous_mode_strict": synchronous,
                "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 60}},
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            "pg_hba": [*anybody, "host replication all 127.0.0.0/8 trust"],
        },
        "postgresql": {
            "listen": f"{one.address}:5432",
            "connect_address": f"{one.address}:5432",
            "data_dir": str(one.folder / "data"),
            "bin_dir": "/usr/lib/postgresql/15/bin",
            "pgpass": str(one.folder / "pgpass"),
            "use_unix_socket": True,
            "parameters": {"unix_socket_directories": str(one.folder)},
            "authentication": {
                "superuser": {"username": "postgres"},
                "replication": {"username": "replicator"},
            },
        },
    }


def haproxy(folder: Path) -> Path:
    """HAProxy's settings: the one whose Patroni says that it is the primary gets everything."""
    servers = [
        f"    server db{n + 1} {address_of(n)}:5432 check port 8008 source {BALANCER}"
        for n in range(len(USERS))
    ]
    written = f"""defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
listen primary
    bind 127.0.0.1:{PORT}
    option httpchk GET /primary
    http-check expect status 200
    timeout check 2s
    default-server inter 1s fastinter 300ms fall 2 rise 2 on-marked-down shutdown-sessions
{chr(10).join(servers)}
"""
    file = folder / "haproxy.cfg"
    file.write_text(written)
    return file


def until(reached: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def members(machines: list[Machine]) -> dict[str, str]:
    """Each member's role, when it runs and follows; from whichever Patroni answers."""
    for one in machines:
        try:
            with urllib.request.urlopen(f"http://{one.address}:8008/cluster", timeout=2) as answer:
                told = json.load(answer)["members"]
        except (OSError, ValueError):
            continue
        sound = ("running", "streaming")
        return {member["name"]: member["role"] for member in told if member["state"] in sound}
    return {}
