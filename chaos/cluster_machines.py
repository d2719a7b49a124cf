"""Machines with PostgreSQL, Patroni and etcd each, all on loopback.

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
from collections.abc import Callable
from pathlib import Path

from chaos.cluster_settings import BALANCER, USERS, Member, address_of, etcd, patroni

PATIENCE = 300


class Machine:
    """One of three. `kill`, `freeze` and `cut` are what happens to machines."""

    def __init__(self, number: int, folder: Path, *, synchronous: bool) -> None:
        self.number, self.name = number, f"db{number + 1}"
        self.address = address_of(number)
        self.user = pwd.getpwnam(USERS[number])
        self.folder = folder / self.name
        self.folder.mkdir()
        self._member = Member(self.name, self.address, self.folder)
        settings = self.folder / "patroni.json"  # JSON is YAML too
        settings.write_text(json.dumps(patroni(self._member, synchronous=synchronous)))
        for path in (self.folder, settings):
            shutil.chown(path, self.user.pw_uid, self.user.pw_gid)

    def start(self, *, is_new: bool = False) -> None:
        """etcd and Patroni, which starts PostgreSQL."""
        self._run("etcd", "/usr/bin/etcd", *etcd(self._member, is_new=is_new))
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

    def wait_until_rewinding(self) -> None:
        """Until it is being made to follow another: some files are the other's already, or all."""
        seen: list[int] = []

        def is_half_done() -> bool:
            now = [one for one in self._processes() if b"pg_rewind\0-D" in _words(one)]
            is_over = bool(seen) and not now
            seen.extend(now)
            return is_over or any(writes(one, self.folder / "data") for one in now)

        until(is_half_done, f"{self.name} is not rewound", step=0.02)

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


def until(reached: Callable[[], object], what: str, step: float = 0.2) -> None:
    """It looks again after `step` seconds."""
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(step)


def _words(process: int) -> bytes:
    """Of its command."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def writes(process: int, folder: Path) -> bool:
    """Whether it has a file of this folder open for writing."""
    try:
        for entry in Path(f"/proc/{process}/fdinfo").iterdir():
            opened = Path(f"/proc/{process}/fd/{entry.name}").readlink()
            flags = int(entry.read_text().split()[3], 8)
            if opened.is_relative_to(folder) and flags & os.O_ACCMODE != os.O_RDONLY:
                return True
    except (FileNotFoundError, ProcessLookupError):
        pass  # closed meanwhile; it is looked at again
    return False
