"""A request that PostgreSQL has taken back is tried again, with nothing left of the first try."""

import io

import pytest
from flask import abort, g, request
from sqlalchemy import text

from pwa.store.tables import Clinic
from pwa.web.session import current_session

TAKE_BACK = "DO $$ BEGIN RAISE EXCEPTION 'taken back' USING ERRCODE = '{}'; END $$"


@pytest.fixture
def app(make_app, postgres, tmp_path):
    return make_app(file=postgres.peopled(tmp_path))


@pytest.fixture
def oak(postgres):
    return postgres.cast.oak


@pytest.fixture
def tried(app, oak):
    """What each try at /grow has read of its body; it fails as often as it is asked to."""
    seen = []

    @app.post("/api/grow/<code>/<int:times>")
    def grow(code, times):
        g.clinic_id = oak
        s = current_session()
        clinic = s.get_one(Clinic, oak)
        clinic.name += "!"
        s.add(clinic)
        s.flush()
        file = request.files.get("file")
        seen.append(file.read() if file else request.get_data())
        if len(seen) <= times:
            s.connection().execute(text(TAKE_BACK.format(code)))
        s.commit()
        abort(409) if "conflict" in request.args else None
        return {"name": clinic.name}

    return seen


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_it_is_tried_again(client, tried, code):
    answer = client.post(f"/api/grow/{code}/2", data=b"seven answers")
    assert (answer.status_code, answer.json) == (200, {"name": "Oak Clinic!"})
    assert tried == [b"seven answers"] * 3


def test_a_file_is_read_again(client, tried):
    client.post("/api/grow/40001/1", data={"file": (io.BytesIO(b"rows"), "rows.csv")})
    assert tried == [b"rows"] * 2


def test_it_may_end_as_any_other(client, tried):
    assert client.post("/api/grow/40001/1?conflict").status_code == 409


def test_it_is_not_tried_for_ever(client, tried):
    answer = client.post("/api/grow/40001/9")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert len(tried) == 3


def test_what_the_database_refuses_is_not_tried_again(client, tried):
    assert client.post("/api/grow/23514/1").status_code == 500
    assert len(tried) == 1
