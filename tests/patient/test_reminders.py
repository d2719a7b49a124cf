"""What a phone may say about its reminders, and what it is told."""

import pytest

from pwa.care import enrol, patients
from pwa.care.reminders import stopping
from pwa.reach import MailServer, Reach
from pwa.store.tables import Patient, PushSubscription, Reminder
from tests.conftest import SECRET_KEY
from tests.reminders.push_service import Receiver

MAIL = MailServer("127.0.0.1", 2525, tls_at_once=False, sender="hello@oak.clinic")
WRITES = {"X-Booster": "1"}


@pytest.fixture
def app(make_app):
    return make_app(reach=Reach("mailto:hello@oak.clinic", MAIL))


@pytest.fixture
def ana(session, cast) -> Patient:
    person = patients.find(session, cast.oak, cast.ana)
    enrol.edit_patient(session, person, email="ana@alder.example")
    session.commit()
    return person


def told(phone) -> dict:
    return phone.client.get("/api/reminders").json


def says(phone, **wishes):
    return phone.client.put("/api/reminders", json=wishes, headers=WRITES)


def subscribes(phone, endpoint="http://127.0.0.1:9/phone", **changes):
    said = Receiver(endpoint).subscription() | changes
    return phone.client.put("/api/push", json=said, headers=WRITES)


def puts_off(phone, when):
    return phone.client.post("/api/reminders/later", json={"when": when}, headers=WRITES)


def test_it_tells_what_there_is_to_choose(ana, phone):
    assert told(phone) == {
        "push": {"offered": True, "on": False},
        "email": {"offered": True, "on": True},
        "hour": 9,
        "hours": list(range(8, 21)),
        "quiet": [21, 8],
        "later": {
            "hours": "2026-04-27T18:00:00+00:00",
            "evening": "2026-04-27T22:00:00+00:00",
            "tomorrow": "2026-04-28T13:00:00+00:00",
        },
        "asked": None,
    }


def test_it_offers_nothing_that_this_server_cannot_do(make_app, stranger, invite, ana):
    stranger.client = make_app().test_client()
    stranger.pair(invite.token)
    said = told(stranger)
    assert (said["push"]["offered"], said["email"]["offered"]) == (False, False)
    assert stranger.client.get("/api/push").json == {"key": None}


def test_a_wish_is_kept(ana, phone):
    assert says(phone, hour=18, email=False).status_code == 200
    said = told(phone)
    assert (said["hour"], said["email"]["on"]) == (18, False)


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"hour": 3}, "hour"),
        ({"hour": "9"}, "hour"),
        ({"hour": True}, "hour"),
        ({"hour": 24}, "hour"),
        ({"email": "yes"}, "email"),
        ({"quiet": [1]}, "quiet"),
        ({"quiet": [1, 99]}, "quiet"),
        ({"quiet": [8, 7]}, "quiet"),
        ({"loud": 1}, "loud"),
    ],
)
def test_what_cannot_be_is_refused_by_name(phone, wishes, field):
    answer = says(phone, **wishes)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json["error"]["fields"]] == [field]
    assert told(phone)["hour"] == 9


def test_who_works_at_night_has_other_quiet_hours(phone):
    assert says(phone, quiet=[9, 17], hour=22).json["hour"] == 22
    assert says(phone, quiet=[20, 23]).json["hour"] == 23  # the hour follows
    assert says(phone, quiet=None, hour=10).json["hours"] == list(range(8, 21))


def test_a_phone_subscribes_and_ends_it(phone, rows):
    key = phone.client.get("/api/push").json["key"]
    assert len(key) == 87
    assert subscribes(phone).json["push"]["on"] is True
    assert phone.client.delete("/api/push", headers=WRITES).json["push"]["on"] is False
    assert rows(PushSubscription)[0].gone_at is not None


def test_a_phone_has_one_subscription_at_a_time(phone, rows):
    subscribes(phone)
    subscribes(phone, "http://127.0.0.1:9/renewed")
    subscribes(phone, "http://127.0.0.1:9/renewed")
    found = [(row.endpoint[-7:], row.gone_at is None) for row in rows(PushSubscription)]
    assert sorted(found) == [("9/phone", False), ("renewed", True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "http://push.example.org/x"},
        {"endpoint": "https://10.0.0.8/x"},
        {"endpoint": 5},
        {"keys": {"p256dh": "AAAA", "auth": "c2l4dGVlbiBieXRlcyBvaw"}},
        {"keys": {"p256dh": "B" * 87, "auth": "c2l4dGVlbiBieXRlcyBvaw"}},
        {"keys": "none"},
        {"keys": {}},
    ],
)
def test_what_is_no_subscription_is_refused(phone, rows, changes):
    assert subscribes(phone, **changes).status_code == 422
    assert rows(PushSubscription) == []


def test_nobody_is_reminded_the_moment_they_choose_when(phone, rows):
    subscribes(phone)  # it is 11, and the hour is 9
    assert [(row.state, row.why) for row in rows(Reminder)] == [("skipped", "changed")]


def test_a_later_hour_moves_the_reminder_of_today(phone, rows, clock):
    clock.shift(-3600 * 3)  # 8 in the morning
    subscribes(phone)
    says(phone, hour=18)
    assert [(row.state, row.due_at.hour) for row in rows(Reminder)] == [("waiting", 22)]


def test_it_reminds_later(phone, rows):
    assert puts_off(phone, "hours").json["asked"] == "2026-04-27T18:00:00+00:00"
    assert [(row.state, row.due_at.hour) for row in rows(Reminder)] == [("waiting", 18)]


def test_later_may_be_tomorrow(phone, rows):
    puts_off(phone, "hours")
    puts_off(phone, "tomorrow")
    assert [(row.on.day, row.state, row.why) for row in rows(Reminder)] == [
        (27, "skipped", "later"),
        (28, "waiting", ""),
    ]


def test_later_never_falls_into_the_night(phone, clock):
    clock.shift(3600 * 8)  # 19 o'clock
    assert list(told(phone)["later"]) == ["tomorrow"]
    assert puts_off(phone, "hours").status_code == 422


def test_what_is_done_cannot_be_put_off(phone):
    phone.put(phone.item())
    assert told(phone)["later"] == {}
    assert puts_off(phone, "hours").status_code == 409


def test_the_calendar_is_for_a_paired_phone(stranger, phone, app):
    assert phone.client.get("/app/check-ins.ics").mimetype == "text/calendar"
    assert app.test_client().get("/app/check-ins.ics").status_code == 401


def link(app, ana) -> str:
    return stopping.link("", SECRET_KEY, ana)


def test_opening_the_link_of_an_email_stops_nothing(app, ana, phone, client):
    page = client.get(link(app, ana))
    assert page.status_code == 200
    assert "Stop the emails" in page.text
    assert told(phone)["email"]["on"] is True


def test_one_press_stops_them_also_by_a_mail_program(app, ana, phone, client):
    answer = client.post(link(app, ana), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert told(phone)["email"]["on"] is False
    assert "Ana" not in answer.text


@pytest.mark.parametrize("token", ["x", "WyJhIiwiYiJd.AAAA", "eyJhIjoxfQ.aa"])
def test_a_link_that_we_did_not_make_stops_nothing(client, token):
    assert client.post(f"/app/stop/{token}").status_code == 404
