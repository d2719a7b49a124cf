"""A PostgreSQL cluster of three under load, whose primary is killed, frozen and cut off.

Debian's Patroni, etcd and HAProxy, with synchronous replication, in network and process namespaces
of their own: nothing outside is touched, and nothing stays when this ends. Submissions go through
the app. Nothing that was acknowledged may be missing afterwards, whoever is the primary then.

It needs root, and the packages patroni, etcd-server, haproxy and iptables, which it installs.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from chaos.harness import Figures, Size

PACKAGES = ("patroni", "etcd-server", "haproxy", "iptables", "iproute2")
PROGRAMS = ("/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy", "/usr/sbin/iptables")
ROOT = Path(__file__).parent.parent
# Processes end with their first one, whatever ends it.
APART = ("unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
MINUTES = 40


def run(size: Size, seed: int) -> Figures:
    """Long: everything that can happen, twice, and the control. Short: one kill."""
    figures = apart(size, seed, synchronous=True)
    if size == "long":
        control = apart(size, seed, synchronous=False)
        lost = sum(fault.startswith("lost") for fault in control.faults)
        figures.counted["lost in the control, without synchronous replication"] = lost
        figures.expect(lost, "nothing was lost without synchronous replication: the check is blind")
    return figures


def apart(size: Size, seed: int, *, synchronous: bool) -> Figures:
    """The same in namespaces of its own."""
    if os.geteuid() != 0:
        sys.exit("chaos cluster needs root, for namespaces and packet rules of its own.")
    install()
    with tempfile.TemporaryDirectory(prefix="booster-cluster-") as folder:
        Path(folder).chmod(0o755)
        words = [size, str(seed), str(int(synchronous)), folder]
        inside = [sys.executable, "-m", "chaos.cluster_inside", *words]
        subprocess.run([*APART, *inside], cwd=ROOT, check=True, timeout=MINUTES * 60)
        return Figures(**json.loads(Path(folder, "figures.json").read_text()))


def install() -> None:
    if all(Path(program).exists() for program in PROGRAMS):
        return
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [shutil.which("apt-get") or "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*apt, "update"], env=env, check=True)
    wanted = ["install", "-y", "--no-install-recommends", *PACKAGES]
    subprocess.run([*apt, *wanted], env=env, check=True)
