"""Whoever runs the clinic hears of it, once, when nobody acts on a request in time."""

from datetime import timedelta

import pytest

from pwa.reminders import escalation, upkeep
from pwa.store.tables import Clinic, Staff
from tests.care.conftest import TODAY
from tests.items import SEVERE


@pytest.fixture
def look(ana, clock):
    """The worker's look, three days after Ana's score asked for a call."""
    ana.checks_in(TODAY, SEVERE)
    clock.shift(timedelta(days=3))

    def look() -> None:
        for clinic, late in upkeep.mark_overdue(ana.database):
            escalation.tell(ana.database, ana.settings, clinic, late)

    return look


def test_its_administrators_get_one_email_that_names_no_patient(mailbox, look):
    look()
    look()
    (mail,) = mailbox.mails
    assert mail["To"] == "nora@oak.example"
    assert mail["List-Unsubscribe"] is None
    text = mail.get_content()
    assert "A request to call a patient at Oak Clinic waited too long." in text
    assert "http://localhost:8000/clinic/" in text
    assert "Ana" not in mail.as_string()


def test_who_has_left_or_has_another_role_gets_none(mailbox, look, ana, cast):
    nora = ana.s.get_one(Staff, (cast.oak, cast.nora))
    ana.changes(nora, role="coordinator")
    look()
    assert mailbox.mails == []


def test_a_made_up_clinic_writes_to_nobody(mailbox, look, ana, cast):
    ana.changes(ana.s.get_one(Clinic, cast.oak), demo=True)
    look()
    assert mailbox.mails == []


def test_without_a_mail_server_the_list_alone_says_it(look, ana):
    look()
    (request,) = ana.requests()
    assert request.escalated_at
