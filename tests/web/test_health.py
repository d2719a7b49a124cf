"""A process lives as long as it answers; it is ready when its database is, at its schema."""

import pytest
from sqlalchemy import text

from pwa.store import keyring
from pwa.web import stopping
from tests import KEYS


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_is_well_with_its_database(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json == {"status": "ok"}


@pytest.mark.parametrize("file", ["no-such-folder/booster.sqlite", "without-tables.sqlite"])
def test_it_lives_but_is_not_ready_when_the_database_is_away(make_app, tmp_path, file):
    client = make_app(file=tmp_path / file).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "unavailable"
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(("revision", "status"), [("0003", 503), ("9999", 200)])
def test_it_waits_for_its_schema_and_takes_a_later_one(client, session, revision, status):
    session.connection().execute(
        text("UPDATE alembic_version SET version_num = :r"), {"r": revision}
    )
    session.commit()
    assert client.get("/readyz").status_code == status


def test_it_is_not_ready_without_the_keys_of_the_data(client, monkeypatch):
    monkeypatch.setattr(keyring, "ring", lambda: keyring.Keyring([]))
    assert client.get("/readyz").status_code == 503


def test_it_is_not_ready_with_the_keys_of_another_server(client):
    keyring.use([("another", b"k" * 32)])
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    keyring.use([("another", b"k" * 32), *KEYS])
    assert client.get("/readyz").status_code == 200


def test_it_is_ready_before_there_is_anybody(make_app, database_kind, tmp_path):
    client = make_app(file=database_kind.vacant(tmp_path)).test_client()
    assert client.get("/readyz").status_code == 200


def test_it_is_not_ready_once_it_was_told_to_stop(client):
    stopping.say()
    try:
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    finally:
        stopping.say(told=False)
