"""Submissions per second under gunicorn, against a bare Flask route that inserts the same row.

    python -m benchmarks.submissions [--requests 600] [--rounds 3] [--clients 16] [--workers 2]
    python -m benchmarks.submissions --postgresql   beside them, the app on a PostgreSQL of its own

Every request is a check-in of today by another patient, who has a history of 12 check-ins and 6
treatments, and goes the whole way: cookie, digest, history, advice, its record, the request, the
plan made stale, the outcome counted, commit, receipt. Both servers have the same settings, take
turns, and write to a database of the same size. Traffic goes to the loopback address only.
"""

import argparse
import base64
import hashlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from sqlalchemy import insert

from pwa.care import clock, enrol, tokens
from pwa.data_keys import data_keys
from pwa.decision import Policy, Timeline, Voice, compile_plan
from pwa.store import keyring
from pwa.store.db import Database
from pwa.store.sealed import placed
from pwa.store.start import migrate
from pwa.store.tables import CheckIn, Device, Patient, StoredPlan, Treatment

ROOT = Path(__file__).parent.parent
ZONE = "America/New_York"
SECRET_KEY = "only for this measurement, never elsewhere"  # noqa: S105
WARM_UP = 60
WELL = [1, 0, 1, 0, 0, 1, 0]
START_SECONDS = 120  # on a machine that does other work
AT_ONCE = 250


def people(url: str, count: int, weeks: int = 12) -> list[tuple[str, str, str]]:
    """Patients with a check-in a week, each with a paired phone: (patient, clinic, token)."""
    from tests.postgres import owners  # noqa: PLC0415  it needs the repository as its root

    keyring.use(data_keys(given="", secret_key=SECRET_KEY))  # the tests have brought theirs
    migrate(url, owners(url))
    database = Database(url)
    today, now = clock.today(ZONE), datetime.now(UTC)
    with database.session() as s:
        clinic = enrol.add_clinic(s, "Oak Clinic", "+1 555 010 0100", "US", ZONE).id
        made = [(str(uuid4()), clinic, uuid4().hex) for _ in range(count)]
        plan, seq = base_plan(clinic, today), itertools.count(1)
        for start in range(0, count, AT_ONCE):
            for table, rows in lives(made[start : start + AT_ONCE], weeks, plan, now, seq).items():
                s.connection().execute(insert(table), [placed(table, row) for row in rows])
        s.commit()
    database.engine.dispose()
    return made


def lives(
    made: list[tuple[str, str, str]],
    weeks: int,
    plan: dict[str, object],
    now: datetime,
    seq: Iterator[int],
) -> dict[type, list[dict[str, object]]]:
    """All rows of these patients, by table."""
    today = clock.today(ZONE)
    base = {"clinic_id": plan["clinic_id"], "created_at": now - timedelta(days=120)}
    return {
        Patient: [base | {"id": p, "name": p, "changes": 0} for p, _, _ in made],
        Device: [
            base
            | {"id": str(uuid4()), "patient_id": p, "seen_at": now}
            | {"token_hash": tokens.hashed("device", token)}
            for p, _, token in made
        ],
        Treatment: [
            base
            | {"id": str(uuid4()), "patient_id": p, "kind": "induction", "planned": True}
            | {"source": "staff", "on": today - timedelta(days=110 - 3 * n)}
            for p, _, _ in made
            for n in range(6)
        ],
        CheckIn: [
            {"clinic_id": plan["clinic_id"], "id": str(uuid4()), "patient_id": p, "seq": next(seq)}
            | {"on": today - timedelta(days=7 * week), "answers": WELL, "digest": "-"}
            | {"taken_at": now - timedelta(days=7 * week), "received_at": now}
            | {"day_uncertain": False}
            for p, _, _ in made
            for week in range(weeks, 0, -1)
        ],
        StoredPlan: [plan | {"id": str(uuid4()), "patient_id": p} for p, _, _ in made],
    }


def base_plan(clinic: str, today: date) -> dict[str, object]:
    """A stored plan that is up to date, so that marking it stale is a write."""
    body = compile_plan(Timeline(), Policy(), today, Voice())
    return {
        "clinic_id": clinic,
        "policy_number": 1,
        "compiled_on": today,
        "release": "-",
        "body": body,
        "changes": 0,
    }


def submission(person: tuple[str, str, str]) -> bytes:
    """A whole request, ready to be written to a socket."""
    patient, clinic, token = person
    local = datetime.now(UTC) - timedelta(hours=5)
    item = {
        "patient": patient,
        "on": clock.today(ZONE).isoformat(),
        "at": local.strftime("%Y-%m-%dT%H:%M:%S"),
        "offset_minutes": -300,
        "questionnaire": "gad-7/en",
        "answers": WELL,
        "difficulty": None,
        "reports": [],
        "last_treatment": {"answer": "yes", "on": None},
        "shown": {"headline": None, "action": "none", "urgency": "none", "plan_from": None},
    }
    body = json.dumps(item).encode()
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    head = (
        f"PUT /api/check-ins/{uuid4()} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Cookie: booster={clinic}.{token}\r\nContent-Type: application/json\r\nX-Booster: 1\r\n"
        f"Content-Digest: sha-256=:{digest}:\r\nX-Sent-At: {datetime.now(UTC).isoformat()}\r\n"
        f"Accept-Encoding: br\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def send(port: int, request: bytes) -> float:
    """Seconds from connecting to the last byte of a 201."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(request)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    if not answer.startswith(b"HTTP/1.1 201"):
        raise SystemExit(f"not stored: {answer[:2000]!r}")
    return time.perf_counter() - began


def measure(port: int, requests: list[bytes], clients: int) -> tuple[float, list[float]]:
    """Requests a second, and each one's seconds."""
    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        seconds = list(pool.map(lambda request: send(port, request), requests))
        return len(requests) / (time.perf_counter() - began), seconds


@contextmanager
def server(app: str, url: str, workers: int):
    """gunicorn with the app's own settings; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        "DATABASE_URL": url,
        "BENCH_FILE": url.removeprefix("sqlite:///"),
        "SECRET_KEY": SECRET_KEY,
        "PORT": str(port),
        "WEB_CONCURRENCY": str(workers),
        "BOOSTER_WORKER": "0",  # reminders have a process of their own
    }
    command = [sys.executable, "-m", "gunicorn", "--log-level", "warning", app]
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(START_SECONDS * 10):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def report(name: str, rates: list[float], seconds: list[float]) -> None:
    milliseconds = sorted(1000 * value for value in seconds)
    p50, p99 = median(milliseconds), milliseconds[int(0.99 * len(milliseconds))]
    spread = f"p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  p99/p50 {p99 / p50:.2f}"
    print(f"{name:6} {median(rates):7.0f} a second  {spread}")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, default in (("requests", 600), ("rounds", 3), ("clients", 16), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        ours, theirs = Path(folder, "ours.sqlite"), Path(folder, "bare.sqlite")
        many = WARM_UP + options.requests * options.rounds
        everyone = {"ours": people(f"sqlite:///{ours}", many)}
        shutil.copy(ours, theirs)
        served = {"bare": ("benchmarks.bare:app", theirs), "ours": ("wsgi:app", ours)}
        asked = {name: (app, f"sqlite:///{file}") for name, (app, file) in served.items()}
        everyone["bare"] = everyone["ours"]
        if options.postgresql:
            from tests.postgres import Cluster  # noqa: PLC0415  not for a script

            cluster = Cluster()
            running.callback(cluster.stop)
            asked["pg"] = ("wsgi:app", cluster.create("submissions"))
            everyone["pg"] = people(asked["pg"][1], many)
        ports = {
            name: running.enter_context(server(*what, options.workers))
            for name, what in asked.items()
        }
        rates: dict[str, list[float]] = {name: [] for name in ports}
        seconds: dict[str, list[float]] = {name: [] for name in ports}
        for name, port in ports.items():
            warm = [submission(person) for person in everyone[name][:WARM_UP]]
            measure(port, warm, options.clients)
        for turn in range(options.rounds):
            first = WARM_UP + turn * options.requests
            for name, port in ports.items():
                batch = everyone[name][first : first + options.requests]
                rate, each = measure(port, [submission(p) for p in batch], options.clients)
                rates[name].append(rate)
                seconds[name] += each
        for name in ports:
            report(name, rates[name], seconds[name])
        print(f"ratio {median(rates['ours']) / median(rates['bare']):.2f}")


if __name__ == "__main__":
    main()
