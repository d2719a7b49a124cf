"""One's own data and programme, from a paired phone."""

import csv
import io

import pytest
from sqlmodel import select

from pwa.store.tables import CheckIn, Patient

OURS = {"X-Booster": "1"}


def ana_of(session, cast):
    found = session.exec(select(Patient).where(Patient.id == cast.ana)).one()
    session.refresh(found)
    session.commit()
    return found


def put(phone, path, **said):
    return phone.client.put(f"/api/{path}", json=said, headers=OURS)


def test_it_gives_everything_as_a_file(phone):
    phone.put(phone.item())
    response = phone.client.get("/api/data.json")
    assert response.json["patient"]["name"] == "Ana Alder"
    assert [row["score"] for row in response.json["check_ins"]] == [3]
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-check-ins.json"'
    assert response.headers["Cache-Control"] == "no-store"


def test_it_gives_a_table(phone):
    phone.put(phone.item())
    response = phone.client.get("/api/data.csv")
    (line,) = csv.DictReader(io.StringIO(response.text, newline=""))
    assert (line["day"], line["what"], line["score"]) == ("2026-04-27", "check-in", "3")
    assert response.mimetype == "text/csv"


@pytest.mark.parametrize("path", ["/api/data.json", "/api/data.csv"])
def test_it_gives_them_to_nobody_else(stranger, path):
    assert stranger.client.get(path).status_code == 401


def test_it_pauses_until_a_day(phone, session, cast):
    response = put(phone, "programme", state="paused", until="2026-05-11")
    assert response.json["programme"]["state"] == "paused"
    assert response.json["next_check_in"] == "2026-05-11"
    assert str(ana_of(session, cast).paused_until) == "2026-05-11"


def test_it_stops_and_starts_again(phone, session, cast):
    assert put(phone, "programme", state="stopped").json["next_check_in"] is None
    assert ana_of(session, cast).stopped_at
    assert put(phone, "programme", state="on").json["programme"]["state"] == "on"
    assert ana_of(session, cast).stopped_at is None


@pytest.mark.parametrize(
    "said",
    [
        {"state": "paused"},
        {"state": "paused", "until": "2026-04-27"},
        {"state": "paused", "until": "soon"},
        {"state": "paused", "until": 7},
        {"state": "away"},
        {},
    ],
)
def test_it_refuses_what_it_cannot_do(phone, session, cast, said):
    assert put(phone, "programme", **said).status_code == 422
    found = ana_of(session, cast)
    assert (found.paused_until, found.stopped_at) == (None, None)


def test_it_takes_no_list(phone):
    assert phone.client.put("/api/programme", json=[], headers=OURS).status_code == 400


def test_who_has_stopped_can_still_send(phone, session):
    put(phone, "programme", state="stopped")
    assert phone.put(phone.item()).status_code == 201
    assert len(session.exec(select(CheckIn)).all()) == 1


def test_it_notes_that_deletion_was_asked_for_and_deletes_nothing(phone, session, cast):
    phone.put(phone.item())
    response = put(phone, "deletion")
    assert response.json["programme"]["deletion_asked"] == "2026-04-27"
    assert ana_of(session, cast).deletion_asked_at
    assert len(session.exec(select(CheckIn)).all()) == 1
    session.commit()
    response = phone.client.delete("/api/deletion", headers=OURS)
    assert response.json["programme"]["deletion_asked"] is None
    assert ana_of(session, cast).deletion_asked_at is None


@pytest.mark.parametrize("path", ["programme", "deletion"])
def test_it_listens_to_nobody_else(stranger, path):
    assert put(stranger, path, state="stopped").status_code == 401
