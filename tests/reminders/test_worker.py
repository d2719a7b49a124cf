"""The process that runs the jobs: by itself, twice at once, and beside gunicorn."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from huey import SqliteHuey

from pwa.care import enrol, listed
from pwa.reminders.queue import queue_for
from pwa.store.tables import CheckIn
from tests.browser.server import ROOT, Server
from tests.conftest import SECRET_KEY
from tests.reminders.conftest import Reached

PATIENCE = 120


@pytest.fixture
def due(app, session, cast, settings, receiver):
    """Ana's check-in is open, and it is her noon, by the real clock."""
    ana = Reached(session, cast, app.extensions["db"], settings)
    now = datetime.now(UTC)
    zone = f"Etc/GMT{now.hour - 12:+}"  # there, +5 is five hours west
    enrol.edit_patient(session, ana.patient, timezone=zone)
    then = now - timedelta(days=7)
    day = then.astimezone(UTC).replace(hour=12).date()
    session.add(
        CheckIn(
            clinic_id=ana.clinic.id,
            patient_id=ana.patient.id,
            seq=1,
            on=day,
            answers=[1] * 7,
            digest="",
            taken_at=then,
            received_at=then,
        )
    )
    session.flush()
    listed.follow_all(session, ana.clinic.id)
    ana.subscribes(receiver)
    return ana


def environment(database_url: str, **more: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "BOOSTER_CONTACT": "mailto:hello@oak.clinic",
        **more,
    }


@contextmanager
def worker(database_url: str, *command: str):
    process = subprocess.Popen(
        [sys.executable, *(command or ("-m", "pwa.reminders"))],
        cwd=ROOT,
        env=environment(database_url),
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)
        process.stderr.close()


def until(condition) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def test_two_at_once_send_one(due, database_url, push_service):
    booster = str(Path(sys.executable).with_name("booster"))
    with worker(database_url) as first, worker(database_url, booster, "work") as second:
        until(lambda: due.days() == [("sent", "push", "")])
        for process in (first, second):
            until(lambda pid=process.pid: minds_sigterm(pid))  # one alone may have sent it
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, process.stderr.read().decode()
    assert len(push_service.taken) == 1


def minds_sigterm(pid: int) -> bool:
    """Whether the process has come so far as to end in its own way."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    caught = next(line.split()[1] for line in lines if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def test_gunicorn_brings_one_which_never_outlives_it(due, database_url, push_service, tmp_path):
    env = {"BOOSTER_CONTACT": "mailto:hello@oak.clinic", "BOOSTER_WORKER": "1"}
    with Server(tmp_path / "server", DATABASE_URL=database_url, **env) as server:
        until(lambda: due.days() == [("sent", "push", "")])
        (child,) = workers_of(database_url)
        os.kill(server._process.pid, signal.SIGKILL)  # only gunicorn's own first process
        until(lambda: is_dead(child))


def test_gunicorn_ends_it_politely(database_url, tmp_path):
    server = Server(tmp_path / "server", DATABASE_URL=database_url, BOOSTER_WORKER="1")
    server.start()
    until(lambda: len(workers_of(database_url)) == 1)
    server.stop()
    assert workers_of(database_url) == []
    assert "Fatal" not in server.log.read_text()


def workers_of(url: str) -> list[int]:
    """The processes that send reminders from this database."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            is_worker = b"pwa.reminders" in (entry / "cmdline").read_bytes()
            if is_worker and url.encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def is_dead(process: int) -> bool:
    """Also one that waits for its parent to take note of it."""
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


def test_jobs_wait_beside_the_embedded_database(tmp_path):
    queue = queue_for(f"sqlite:///{tmp_path}/booster.sqlite")
    assert isinstance(queue, SqliteHuey)
    assert (tmp_path / "booster.jobs.sqlite").exists()
    queue.storage.close()


def test_several_machines_share_them_in_postgresql(postgres, tmp_path):
    """Each adds jobs and takes jobs, at once and from the start: every job is taken once."""
    url, taken, start = postgres.peopled(tmp_path), [], threading.Barrier(4)

    def share(machine):
        start.wait()
        queue = queue_for(url)
        for number in range(25):
            queue.storage.enqueue(f"{machine}.{number}".encode())
        while job := queue.storage._dequeue():
            taken.append(job)
        queue.storage.close()

    machines = [threading.Thread(target=share, args=(machine,)) for machine in range(4)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert sorted(taken) == sorted(f"{m}.{n}".encode() for m in range(4) for n in range(25))
