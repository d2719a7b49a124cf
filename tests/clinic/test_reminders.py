"""What staff see of reminders, and what they may set."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import clock, enrol, pairing, patients, programme
from pwa.care.reminders import channels, day, wishes
from pwa.reach import MailServer, Reach
from pwa.store.insert import unless_there
from pwa.store.tables import Clinic, Reminder
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.clinic.story import ago
from tests.reminders.push_service import Receiver

MAIL = MailServer("127.0.0.1", 2525, tls_at_once=False, sender="hello@oak.clinic")
PAGE = "/clinic/reminders"


@pytest.fixture
def app(make_app):
    return make_app(reach=Reach("mailto:hello@oak.clinic", MAIL))


@pytest.fixture
def phone(ana, session, cast):
    """Ana's phone is paired."""
    paired = pairing.redeem(session, pairing.make_invite(session, ana.patient, cast.nora).code)
    session.commit()
    clinic = session.get_one(Clinic, cast.oak)
    return pairing.Caller(paired.device, patients.find(session, cast.oak, cast.ana), clinic)


@pytest.fixture
def subscribed(phone, session):
    receiver = Receiver("https://push.example.org/x")
    channels.subscribe(session, phone, receiver.endpoint, receiver.p256dh, receiver.auth)
    session.commit()
    return channels.of(session, phone.patient, phone.clinic).push[0]


def has_email(session, phone) -> None:
    enrol.edit_patient(session, phone.patient, email="ana@alder.example")
    session.commit()


def test_it_names_whom_nothing_reaches_and_why(nora, ana):
    assert "Ana Alder" in nora.page(PAGE)
    assert "No phone is paired." in nora.page(PAGE)


def test_it_says_what_is_wrong_with_each_channel(nora, phone):
    page = nora.page(PAGE)
    assert "Notifications were never turned on; no email address." in page


def test_it_tells_when_notifications_have_ended(nora, subscribed, session):
    assert "reaches everyone who takes part" in nora.page(PAGE)
    channels.gone(session, subscribed)
    session.commit()
    assert "Notifications have ended or were turned off; no email address." in nora.page(PAGE)


def test_it_tells_when_they_keep_failing(nora, subscribed, session):
    for _ in range(channels.TIRED_AFTER):
        channels.note(session, subscribed, delivered=False, is_gone=False)
    session.commit()
    assert "Notifications keep failing" in nora.page(PAGE)


def test_an_email_is_enough(nora, phone, session):
    has_email(session, phone)
    assert "reaches everyone who takes part" in nora.page(PAGE)
    wishes.stop_email(session, phone.patient)
    session.commit()
    assert "the patient has turned emails off" in nora.page(PAGE)


def test_who_has_stopped_is_left_alone(nora, phone, session):
    programme.stop(session, phone.patient)
    session.commit()
    assert "Ana Alder" not in nora.page(PAGE)


def test_it_counts_what_became_of_them(nora, phone, session):
    for days, state, channel, why in (
        (1, "sent", "push", ""),
        (2, "sent", "push", ""),
        (3, "skipped", None, "done"),
        (20, "sent", "email", ""),
    ):
        row = day.new(phone.patient, ago(days), clock.now(), clock.now())
        unless_there(session, Reminder, row | {"state": state, "channel": channel, "why": why})
    session.commit()
    page = nora.page(PAGE)
    assert "Sent as a notification 2" in page
    assert "Not needed: the check-in was done 1" in page
    assert "Sent by email" not in page


def test_it_says_when_nobody_sends_them(nora, subscribed, session):
    assert "Reminders are late. At least 1 should have gone out" in nora.page(PAGE)
    row = day.new(subscribed, ago(0), clock.now() - timedelta(hours=1), clock.now())
    unless_there(session, Reminder, row | {"patient_id": subscribed.patient_id})
    session.commit()
    assert "Reminders are late. At least 1 should have gone out" in nora.page(PAGE)


def test_quiet_hours_and_email_are_the_clinics(nora, look, cast):
    nora.done(PAGE, quiet_from="20", quiet_to="9")
    (clinic,) = look(select(Clinic).where(Clinic.id == cast.oak))
    assert clinic.reminders == {"email": False, "quiet": [20, 9]}


def test_a_day_without_an_open_hour_is_refused(nora):
    page = nora.refused(PAGE, quiet_from="8", quiet_to="7", email="y")
    assert "at least 8 hours of the day" in page


def test_a_server_that_cannot_send_says_so(make_app, ana, clock):
    nurse = Nurse(make_app().test_client())
    nurse.sign_in("nora@oak.example", PASSWORD)
    assert "This server reminds nobody." in nurse.page(PAGE)
