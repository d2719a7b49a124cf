"""A clinic with a million check-ins is backed up and restored: how long each takes."""

import json
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, text

from chaos.harness import Figures, Size
from pwa.care import backup
from pwa.care.backup import Key, Lock
from pwa.store.db import Database
from pwa.store.migrations import upgrade
from tests.care.conftest import Life
from tests.cast import enrol_everybody
from tests.items import SEVERE

CHECK_INS: dict[Size, int] = {"short": 2_000, "long": 1_000_000}
Result = TypeVar("Result")


def run(size: Size, _seed: int) -> Figures:
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="booster-million-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'booster.sqlite'}"
        fill(url, CHECK_INS[size])
        secret, recipient = backup.new_key()
        file, lock = folder / "one.age", Lock((recipient,))
        made = _timed(figures, "s to back up and try", lambda: backup.make(url, file, lock))
        new = f"sqlite:///{folder / 'restored.sqlite'}"
        key = Key.read(secret)
        _timed(figures, "s to restore", lambda: backup.restore(file, key, backup.Place(new)))
        figures.counted["check-ins"] = made.contents.check_ins
        figures.counted["MB of database"] = _megabytes(folder / "booster.sqlite")
        figures.counted["MB of backup"] = _megabytes(file)
        figures.expect(made.contents.check_ins == CHECK_INS[size], "check-ins are missing")
    return figures


def fill(url: str, count: int) -> None:
    """One real check-in with its advice, and as many more like it."""
    database = Database(url)
    upgrade(database.engine)
    with database.session() as s:
        cast = enrol_everybody(s)
        s.commit()
        Life(s, cast.oak, cast.ana).checks_in(date(2025, 2, 3), SEVERE)
    with database.engine.begin() as connection:
        for table in ("check_in", "advice_record"):
            _multiply(connection, table, count)
    database.engine.dispose()


def _multiply(connection: Connection, table: str, count: int) -> None:
    """Rows that differ in their ids, numbers and digests, as those of a clinic do."""
    found = connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 1").mappings().one()  # noqa: S608
    changed = {
        "id": "lower(hex(randomblob(16)))",
        "trigger_id": "lower(hex(randomblob(16)))",
        "digest": "lower(hex(randomblob(32)))",
        "seq": "n",
    }
    names = ", ".join(json.dumps(name) for name in found)
    values = ", ".join(changed.get(name, json.dumps(name)) for name in found)
    connection.execute(
        text(f"""WITH RECURSIVE numbers(n) AS
            (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
            INSERT INTO {table} ({names})
            SELECT {values} FROM numbers, (SELECT * FROM {table} LIMIT 1)"""),  # noqa: S608
        {"count": count},
    )


def _timed(figures: Figures, words: str, work: Callable[[], Result]) -> Result:
    began = time.monotonic()
    result = work()
    figures.counted[words] = f"{time.monotonic() - began:.1f}"
    return result


def _megabytes(file: Path) -> int:
    return file.stat().st_size // 1_000_000
