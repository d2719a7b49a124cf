"""What a webhook meets on its way: answers of all kinds, and addresses inside our network."""

import socket
import threading
from datetime import timedelta

from pwa.care import erase
from pwa.care.clock import now
from pwa.care.webhooks import delivery
from pwa.reminders import webhooks
from pwa.reminders.jobs import tidy
from pwa.store.tables import JobRun
from tests.care.conftest import TODAY
from tests.items import SEVERE
from tests.reminders.conftest import tells
from tests.reminders.webhook_receiver import Receiver as OtherSystem
from tests.reminders.webhook_receiver import rows, send, states, tries_out


def test_a_retry_has_the_same_id(ana, told, other, clock):
    tries_out(ana, told)
    send(ana)
    [row] = rows(ana)
    delivery.send_again(ana.s, row, now())
    ana.s.commit()
    send(ana)
    assert [got.message_id for got in other.got] == [row.message_id] * 2


def test_no_redirect_is_followed(ana, told, other):
    other.answers = [307]
    tries_out(ana, told)
    send(ana)
    assert (other.tries, states(ana)) == (1, {("waiting", 307, "refused")})


def test_an_answer_without_end_is_cut_off(ana, told, other, monkeypatch):
    monkeypatch.setattr(webhooks, "PATIENCE", 0.5)
    other.answers = ["drip"]
    tries_out(ana, told)
    send(ana)
    assert {row.state for row in rows(ana)} == {"waiting"}


def test_a_name_that_leads_inside_is_never_connected_to(ana, told, other, monkeypatch):
    """However it was when it was entered: what counts is where it leads now."""

    def inside(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", port))]

    ana.changes(told, url="https://records.example.org/hook")
    monkeypatch.setattr(socket, "getaddrinfo", inside)
    monkeypatch.setattr(socket, "create_connection", None)
    tries_out(ana, told)
    send(ana)
    assert states(ana) == {("waiting", None, "inside")}


def test_loopback_is_inside_for_a_server_that_speaks_https(ana, told, other):
    tries_out(ana, told)
    object.__setattr__(ana.settings, "https", True)
    send(ana)
    assert (other.tries, states(ana)) == (0, {("waiting", None, "unreachable")})


def test_one_that_is_gone_ends_and_administrators_hear_of_it(ana, told, other, mailbox):
    other.answers = [410]
    tries_out(ana, told)
    send(ana)
    ana.s.refresh(told)
    assert told.ended_why == "gone"
    [mail] = mailbox.mails
    assert mail["To"] == "nora@oak.example"
    assert "http://localhost:8000/clinic/settings/webhooks" in mail.get_content()
    assert "Ana" not in mail.as_string()
    send(ana)
    assert other.tries == 1


def test_one_that_fails_holds_no_other_up(ana, told, other, cast, clock):
    """Each address fails by itself, and is asked no more than once in a round while it does."""
    quick = OtherSystem()
    try:
        second = tells(ana, cast, quick)
        other.answers = [500] * 9
        for webhook in (told, second) * 3:
            tries_out(ana, webhook)
        send(ana)
        assert (other.tries, len(quick.got)) == (1, 3)
    finally:
        quick.close()


def test_a_round_that_breaks_off_does_not_end_it(ana, monkeypatch):
    """The thread goes on, and the service's page says what broke."""
    stop, rounds = threading.Event(), []

    def breaks(*_args) -> None:
        rounds.append(1)
        if len(rounds) == 2:
            stop.set()
        raise RuntimeError("Ana Alder")

    monkeypatch.setattr(webhooks, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(webhooks, "send_ready", breaks)
    webhooks.serve(ana.database, ana.settings, stop)
    assert len(rounds) == 2
    ana.s.expire_all()
    row = ana.s.get_one(JobRun, "webhooks")
    assert (row.ended_at, row.error) == (None, "RuntimeError")


def test_it_ends_with_the_patient(ana, told, other):
    ana.checks_in(TODAY, SEVERE)
    erase.erase(ana.s, ana.patient)
    ana.s.commit()
    send(ana)
    assert (rows(ana), other.tries) == ([], 0)


def test_a_month_later_it_is_forgotten(ana, told, other, clock):
    tries_out(ana, told)
    clock.shift(timedelta(days=31))
    tidy(ana.database)
    assert rows(ana) == []
