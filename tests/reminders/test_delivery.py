"""What goes out, to a push service and a mail server on loopback, and what is noted of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pwa.care import enrol, keys
from pwa.care.reminders import endpoint
from pwa.errors import Invalid
from pwa.reach import MailServer
from pwa.reminders import jobs, outside
from pwa.reminders.deliver import deliver
from pwa.store.tables import PushSubscription, Reminder
from tests.conftest import NOW
from tests.reminders.push_service import Receiver, claims_of

TELLING = ("ketamine", "anxiety", "gad", "oak clinic", "ana", "alder", "treatment", "booster")


@pytest.fixture
def subscribed(ana, receiver):
    ana.subscribes(receiver)
    return ana


def test_a_phone_can_read_the_push_and_nobody_else(subscribed, receiver, push_service):
    subscribed.runs()
    (taken,) = push_service.taken
    assert receiver.reads(taken) == {
        "web_push": 8030,
        "notification": {
            "title": "Time for your check-in",
            "body": "It takes about 2 minutes.",
            "navigate": "http://localhost:8000/app/check-in",
            "lang": "en",
            "dir": "ltr",
            "tag": "check-in",
        },
    }
    assert b"check-in" not in taken.body


def test_the_push_is_signed_with_the_clinics_key(subscribed, push_service):
    subscribed.runs()
    (taken,) = push_service.taken
    key = keys.found(subscribed.s, subscribed.clinic.id, keys.PUSH)
    claims = claims_of(taken, key.public_key)
    assert claims == {
        "aud": push_service.url,
        "exp": int(NOW.timestamp()) + 12 * 3600,
        "sub": "mailto:hello@oak.clinic",
    }


def test_it_waits_at_the_push_service_until_the_night_at_most(subscribed, push_service):
    subscribed.runs()
    headers = push_service.taken[0].headers
    assert int(headers["TTL"]) == 10 * 3600  # it is 11; quiet begins at 21
    assert (headers["Topic"], headers["Content-Encoding"]) == ("check-in", "aes128gcm")
    assert headers["Content-Type"] == "application/notification+json"


def test_an_email_goes_where_no_push_does(ana, mailbox):
    ana.has_email()
    ana.runs()
    assert ana.days() == [("sent", "email", "")]
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == ("ana@alder.example", "Time for your check-in")
    assert "http://localhost:8000/app/check-in" in mail.get_content()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<http://localhost:8000/app/stop/")
    assert mail["List-Unsubscribe"][1:-1] in mail.get_content()
    assert mail.get_content_type() == "text/plain"


def test_nothing_that_shows_says_what_it_is_about(subscribed, receiver, push_service, mailbox):
    push_service.answers["/phone"] = 500
    subscribed.has_email()
    subscribed.runs()
    said = str(receiver.reads(push_service.taken[0])) + str(mailbox.mails[0].get_content())
    shown = [said, mailbox.mails[0]["Subject"], mailbox.mails[0]["From"]]
    assert not [word for word in TELLING if any(word in text.lower() for text in shown[:2])]


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_subscription_is_noticed_and_an_email_goes(
    subscribed, push_service, mailbox, status
):
    push_service.answers["/phone"] = status
    subscribed.has_email()
    subscribed.runs()
    assert subscribed.days() == [("sent", "email", "")]
    assert subscribed.rows(PushSubscription)[0].gone_at == NOW


def test_a_failing_push_service_is_counted_and_an_email_goes(subscribed, push_service, mailbox):
    push_service.answers["/phone"] = 503
    subscribed.has_email()
    subscribed.runs()
    row = subscribed.rows(PushSubscription)[0]
    assert (row.failures, row.gone_at) == (1, None)
    assert len(mailbox.mails) == 1


def test_a_push_that_may_have_gone_out_is_not_sent_again(subscribed, push_service, mailbox):
    push_service.answers["/phone"] = 0
    subscribed.has_email()
    subscribed.runs()
    subscribed.runs()
    assert subscribed.days() == [("failed", "push", "unsure")]
    assert (len(push_service.taken), mailbox.mails) == (1, [])


def test_a_redirect_is_not_followed(subscribed, push_service):
    push_service.answers["/phone"] = 307
    subscribed.runs()
    assert [taken.path for taken in push_service.taken] == ["/phone"]
    assert subscribed.days() == [("waiting", "", "refused")]


def test_what_was_refused_is_tried_again_later_on_that_day(subscribed, push_service, at):
    push_service.answers["/phone"] = 503
    for minute in (0, 10, 20, 59):
        at(27, 11, minute)
        subscribed.runs()
    assert len(push_service.taken) == 2
    push_service.answers.clear()
    at(27, 12, 30)
    subscribed.runs()
    assert subscribed.days() == [("sent", "push", "")]
    assert subscribed.rows(PushSubscription)[0].failures == 0


def test_it_is_given_up_in_the_end(subscribed, push_service, at):
    push_service.answers["/phone"] = 503
    for hour in range(9, 21):
        at(27, hour)
        subscribed.runs()
    assert subscribed.days() == [("failed", "", "refused")]
    assert len(push_service.taken) == 4


def test_a_mail_server_that_refuses_is_asked_again(ana, mailbox, at):
    ana.has_email()
    mailbox.refuses = True
    ana.runs()
    assert ana.days() == [("waiting", "", "refused")]
    mailbox.refuses = False
    at(27, 12)
    ana.runs()
    assert (ana.days(), len(mailbox.mails)) == ([("sent", "email", "")], 1)


def test_nothing_crosses_a_network_unencrypted(ana, mailbox, monkeypatch):
    monkeypatch.setattr(MailServer, "is_local", False)  # and it offers no STARTTLS
    ana.has_email()
    ana.runs()
    assert (ana.days(), mailbox.mails) == ([("waiting", "", "refused")], [])


def test_without_any_channel_nothing_is_tried(ana):
    ana.has_email()  # and no mail server
    ana.runs()
    assert ana.days() == [("failed", "", "no-channel")]


def test_of_two_phones_both_show_it(ana, receiver, push_service, session, cast):
    ana.subscribes(receiver)
    second = type(ana)(session, cast, ana.database, ana.settings)
    second.subscribes(Receiver(f"{push_service.url}/tablet"))
    push_service.answers["/phone"] = 410
    ana.runs()
    assert sorted(taken.path for taken in push_service.taken) == ["/phone", "/tablet"]
    assert ana.days() == [("sent", "push", "")]


def test_of_eight_workers_at_once_one_sends(subscribed, push_service):
    jobs.plan(subscribed.database)
    ((clinic_id, reminder_id),) = jobs.ready(subscribed.database)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(16):
            pool.submit(deliver, subscribed.database, subscribed.settings, clinic_id, reminder_id)
    assert len(push_service.taken) == 1
    assert subscribed.days() == [("sent", "push", "")]


def test_no_lock_is_held_while_the_world_is_waited_for(subscribed, monkeypatch):
    def post(*args, **kwargs):
        # It would wait for its turn to write.
        with subscribed.database.session(clinic_id=row.clinic_id) as other:
            other.add(other.get_one(Reminder, (row.clinic_id, row.id)))
            other.commit()
        return outside.Reply(201)

    jobs.plan(subscribed.database)
    (row,) = subscribed.rows(Reminder)
    monkeypatch.setattr(outside, "post", post)
    subscribed.runs()
    assert subscribed.days() == [("sent", "push", "")]


def test_it_speaks_the_patients_language(subscribed, receiver, push_service):
    enrol.edit_patient(subscribed.s, subscribed.patient, language="ar-XB")
    subscribed.s.commit()
    subscribed.runs()
    said = receiver.reads(push_service.taken[0])["notification"]
    assert (said["lang"], said["dir"]) == ("ar-XB", "rtl")
    assert said["title"] != "Time for your check-in"


@pytest.mark.parametrize(
    "url",
    [
        *("http://push.example.org/x", "https://localhost/x", "https://127.0.0.1/x"),
        *("https://10.0.0.8/x", "https://[::1]/x", "https://169.254.169.254/latest", "ftp://a.b/"),
        *("https://user@push.example.org/", "https://push.example.org:8443/", "https://intranet/x"),
        *("https://push.example.org/\ud800", "https://push.example.org/a b", "https://pùsh.org/"),
        *("https://[::127.0.0.1]/x", "https://[64:ff9b::10.0.0.1]/x", "https://[2002:a00:1::]/x"),
        *("https://[::ffff:10.0.0.1]/x", "https:///x", "nonsense", "https://a.b:port/"),
    ],
)
def test_it_never_reaches_into_our_own_network(url):
    with pytest.raises(Invalid):
        endpoint.check(url, local=False)


@pytest.mark.parametrize(
    ("addresses", "connected"),
    [
        (["10.0.0.8"], []),
        (["9.9.9.9", "10.0.0.8"], []),
        (["::ffff:127.0.0.1"], []),
        (["::127.0.0.1"], []),
        (["64:ff9b::10.0.0.8"], []),
        (["64:ff9b:1::10.0.0.8"], []),
        (["2002:a00:8::1"], []),
        (["fec0::1"], []),
        (["ff0e::1"], []),
        ([], []),
        (["64:ff9b::9.9.9.9"], [("64:ff9b::9.9.9.9", 443)]),
        (["2620:fe::fe"], [("2620:fe::fe", 443)]),
        (["9.9.9.9"], [("9.9.9.9", 443)]),
    ],
)
def test_a_name_that_leads_inside_is_not_followed(monkeypatch, addresses, connected):
    tried = []

    def connect(address, timeout):
        tried.append(address)
        raise OSError("this test reaches nobody")

    found = [(2, 1, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: found)
    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(outside.NotSent):
        outside.post("https://push.example.org/x", b"", {}, local=False)
    assert tried == connected


def test_loopback_is_only_for_a_demo_and_tests():
    assert endpoint.check("http://127.0.0.1:8080/x", local=True).port == 8080
    with pytest.raises(Invalid):
        endpoint.check("http://10.0.0.8:8080/x", local=True)
