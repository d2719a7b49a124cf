"""Two machines that share nothing but PostgreSQL, as two gunicorns do on two ports."""

import hashlib
import http.client
import json
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from sqlmodel import select

from pwa.care import pairing
from pwa.store.db import Database
from pwa.store.tables import AdviceRecord, CheckIn, Patient, Request
from tests.browser.server import Server
from tests.items import SEVERE, check_in_item

ITEMS = 12


@pytest.fixture
def database(postgres, tmp_path):
    database = Database(postgres.peopled(tmp_path))
    yield database
    database.engine.dispose()


@pytest.fixture
def machines(database, tmp_path):
    url = database.engine.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        yield [
            stack.enter_context(Server(tmp_path / f"{name}.log", DATABASE_URL=url)).url
            for name in ("one", "two")
        ]


@pytest.fixture
def cookie(database, postgres):
    with database.session(clinic_id=postgres.cast.oak) as s:
        ana = s.get_one(Patient, (postgres.cast.oak, postgres.cast.ana))
        made = pairing.redeem(s, pairing.make_invite(s, ana, "test").token)
        s.commit()
    return f"booster={made.cookie_value}"


def put(url, cookie, item_id, item):
    body = json.dumps(item).encode()
    digest = b64encode(hashlib.sha256(body).digest()).decode()
    headers = {
        "Content-Type": "application/json",
        "Content-Digest": f"sha-256=:{digest}:",
        "Cookie": cookie,
        "X-Booster": "1",
    }
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    line.request("PUT", f"/api/check-ins/{item_id}", body, headers)
    answer = json.loads(line.getresponse().read())
    line.close()
    return answer["outcome"]


def test_every_answer_is_taken_once_whichever_machine_gets_it(database, machines, cookie, postgres):
    today = date.today()  # noqa: DTZ011  the phone's own
    days = [(today - timedelta(days=number)).isoformat() for number in range(ITEMS)]
    items = [(str(uuid4()), check_in_item(postgres.cast.ana, day, SEVERE)) for day in days]
    sent = [(url, cookie, *item) for item in items for url in machines * 2]
    with ThreadPoolExecutor(8) as phones:
        outcomes = list(phones.map(lambda one: put(*one), sent))
    assert sorted(outcomes) == ["identical"] * (3 * ITEMS) + ["new"] * ITEMS
    with database.session(writes=False, clinic_id=postgres.cast.oak) as s:
        assert sorted(s.exec(select(CheckIn.seq))) == list(range(1, ITEMS + 1))
        assert len(s.exec(select(AdviceRecord)).all()) == ITEMS
        assert len(s.exec(select(Request).where(Request.closed_at.is_(None))).all()) == 1
