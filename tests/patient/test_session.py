import pytest
from sqlmodel import select

from pwa.care import pairing
from pwa.store.tables import Device, Patient
from tests.items import SEVERE


def session_of(phone, **headers):
    return phone.client.get("/api/session", headers=headers)


def test_it_tells_everything_that_a_phone_needs(phone, app):
    said = session_of(phone).json
    assert set(said) == {
        *("patient", "clinic", "today", "timezone", "now", "demo", "release", "plan", "check_ins"),
        *("treatments", "line", "request", "last_contact", "next_check_in", "ask_side_effects"),
        *("last_treatment", "asks_without_check_in", "summary", "cycles", "programme", "between"),
        "saved",
    }
    assert said["release"] == app.config["RELEASE"]
    assert said["now"] == "2026-04-27T15:00:00+00:00"


def test_it_may_not_be_kept(phone):
    assert session_of(phone).headers["Cache-Control"] == "no-store"


def test_it_gives_the_cookie_again(phone):
    assert "Max-Age=34560000" in session_of(phone).headers["Set-Cookie"]


def test_what_has_not_changed_is_not_sent_again(phone, clock):
    tag = session_of(phone).headers["ETag"]
    clock.shift(60)
    again = session_of(phone, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_what_has_changed_is(phone):
    tag = session_of(phone).headers["ETag"]
    phone.put(phone.item(answers=SEVERE))
    again = session_of(phone, **{"If-None-Match": tag})
    assert again.status_code == 200
    assert again.json["request"]["headline"] == "severe-score"
    assert again.json["check_ins"][0]["total"] == 16


def test_another_day_is_a_change(phone, clock):
    tag = session_of(phone).headers["ETag"]
    clock.shift(86_400)
    again = session_of(phone, **{"If-None-Match": tag})
    assert (again.status_code, again.json["plan"]["from"]) == (200, "2026-04-28")


def test_a_stranger_is_told_nothing(stranger):
    answer = session_of(stranger)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "unauthorized")
    assert "Ana" not in answer.text


def test_a_revoked_phone_is_told_nothing(phone, session, cast):
    (device,) = pairing.devices_of(session, session.get_one(Patient, (cast.oak, cast.ana)))
    pairing.revoke(session, device)
    session.commit()
    assert session_of(phone).status_code == 401
    assert phone.put(phone.item()).status_code == 401
    assert phone.client.post("/app/check-in", data={"q1": "0"}).status_code == 401
    assert phone.client.post("/app/contacted").status_code == 401


def test_removing_the_phone_revokes_it(phone, session):
    cookie = phone.client.get_cookie("booster").value
    answer = phone.client.delete("/api/session", headers={"X-Booster": "1"})
    assert answer.status_code == 204
    assert phone.client.get_cookie("booster") is None
    assert pairing.device_of(session, cookie) is None


def test_it_notes_once_an_hour_that_the_phone_was_seen(phone, session, clock):
    def seen():
        session.expire_all()
        moment = session.exec(select(Device.seen_at)).one()
        session.commit()
        return moment

    first = seen()
    clock.shift(1800)
    session_of(phone)
    assert seen() == first
    clock.shift(1800)
    session_of(phone)
    assert (seen() - first).total_seconds() == 3600


@pytest.mark.parametrize("times", [1, 2])
def test_it_reads_without_the_lock_when_the_plan_is_fresh(phone, app, times):
    session_of(phone)
    with app.extensions["db"].session() as writer:
        writer.get(Patient, ("", ""))
        for _ in range(times):
            assert session_of(phone).status_code == 200
