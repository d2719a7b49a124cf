"""The yardstick: a bare Flask route that inserts the same row with raw sqlite3, as safely."""

import json
import os
import sqlite3
from hashlib import sha256

from flask import Flask, request

from pwa.store.sqlite import PRAGMAS

app = Flask(__name__)
_open: dict[int, sqlite3.Connection] = {}
COLUMNS = (
    *("clinic_id", "id", "patient_id", "device_id", "seq", "on", "answers", "digest", "taken_at"),
    *("offset_minutes", "day_uncertain", "received_at", "shown"),
)
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
INSERT = (
    f"INSERT INTO check_in ({NAMES}) "  # noqa: S608
    f"VALUES (?, ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM check_in WHERE clinic_id = ?), "
    f"{', '.join('?' * 8)})"
)


def connection() -> sqlite3.Connection:
    if os.getpid() not in _open:
        raw = sqlite3.connect(os.environ["BENCH_FILE"], isolation_level=None)
        for name, value in PRAGMAS.items():
            raw.execute(f"PRAGMA {name}={value}")
        _open[os.getpid()] = raw
    return _open[os.getpid()]


@app.put("/api/check-ins/<uuid:item_id>")
def insert(item_id):
    body = request.get_data()
    item = json.loads(body)
    clinic = request.cookies["booster"].split(".")[0]
    raw = connection()
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        INSERT,
        (
            *(clinic, str(item_id), item["patient"], None, clinic, item["on"]),
            *(json.dumps(item["answers"]), sha256(body).hexdigest(), item["at"]),
            *(item["offset_minutes"], False, item["at"], json.dumps(item["shown"])),
        ),
    )
    raw.execute("COMMIT")
    return {"id": str(item_id), "outcome": "new"}, 201
