"""How gunicorn serves the app: `gunicorn wsgi:app` finds this file by its name."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
# Sync workers: with SQLite two of them saved 1.7 times as much as threads did, and evenly.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "sync"
# One start, one reading of the static files; engines open their connections after the fork.
preload_app = True
graceful_timeout = 20
timeout = 30
control_socket_disable = True
# Told to stop, it says so at /readyz for this long first, and goes on answering.
DRAIN_SECONDS = int(os.environ.get("BOOSTER_DRAIN_SECONDS") or 0)
MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108  # gunicorn makes a file of its own there
if MEMORY.is_dir():
    # A heartbeat on a slow disk would have healthy workers killed.
    worker_tmp_dir = str(MEMORY)

# A request's line is ours, by its route (pwa/web/requests.py): an address says whom staff look for.
access_log_format = "%(t)s %(m)s %(s)s %(M)s"
if os.environ.get("BOOSTER_LOG") != "plain":
    from pwa import logs

    logconfig_dict = logs.config()
if os.environ.get("METRICS_TOKEN") and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    # Each worker's figures in a file, so that any of them answers for all.
    METRICS = Path(tempfile.mkdtemp(prefix="booster-metrics-"))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS)


def on_starting(_server: Any) -> None:
    """Bring the database to this code's schema, once, before any worker is there."""
    from pwa.config import DATABASE_URL  # noqa: PLC0415  not while only the settings are read
    from pwa.errors import Unsafe  # noqa: PLC0415
    from pwa.store.start import get_ready  # noqa: PLC0415

    address = os.environ.get("DATABASE_URL") or DATABASE_URL
    try:
        get_ready(address, os.environ.get("DATABASE_OWNER_URL", ""))
    except Unsafe as unsafe:
        sys.exit(f"Booster Check did not start. {unsafe.message}")


# The one process beside the workers that sends reminders. It ends when its standard input does, so
# it never outlives this one, however that ends. BOOSTER_WORKER=0: another machine does the work.
reminders: list[subprocess.Popen[bytes]] = []
STOP_SECONDS = 20
DEFER = getattr(socket, "TCP_DEFER_ACCEPT", None)  # Linux has it
IDLE_SECONDS = 120


def when_ready(server: Any) -> None:
    """Start it; for itself it is `booster work`."""
    _let_no_idle_connection_in(server.LISTENERS)
    if DRAIN_SECONDS:
        _say_before_stopping()
    if os.environ.get("BOOSTER_WORKER", "1") != "0":
        command = [sys.executable, "-m", "pwa.reminders", "--child"]
        # In a session of its own: Ctrl+C reaches it by on_exit, so that it ends what it is sending.
        made = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
        reminders.append(made)


def _let_no_idle_connection_in(listeners: Any) -> None:
    # Browsers open connections ahead of need. Each would hold a worker until its timeout, two of
    # them the whole app: let the system keep them until they say something.
    for listener in listeners:
        if listener.sock.family in (socket.AF_INET, socket.AF_INET6) and DEFER:
            listener.sock.setsockopt(socket.IPPROTO_TCP, DEFER, IDLE_SECONDS)


def _say_before_stopping() -> None:
    from pwa.web import stopping  # noqa: PLC0415  the app has loaded it before the fork

    stop: Any = signal.getsignal(signal.SIGTERM)

    def say(_signal: int, _frame: Any) -> None:
        stopping.say()
        signal.signal(signal.SIGTERM, stop)  # a second one waits no longer
        signal.alarm(DRAIN_SECONDS)

    signal.signal(signal.SIGTERM, say)
    signal.signal(signal.SIGALRM, lambda _signal, frame: stop(signal.SIGTERM, frame))


def post_fork(_server: Any, _worker: Any) -> None:
    """A worker must not hold the other end of that standard input."""
    for process in reminders:
        if process.stdin:
            process.stdin.close()
    reminders.clear()


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker that has gone measured still counts."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess  # noqa: PLC0415

        multiprocess.mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    """Let it end what it is sending, and no more."""
    if "METRICS" in globals():
        shutil.rmtree(METRICS, ignore_errors=True)
    for process in reminders:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
