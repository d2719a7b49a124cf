"""Each job leaves a trace, and whoever runs the service hears of one that does not run."""

from datetime import timedelta

import pytest

from pwa.care import operations
from pwa.care.clock import now
from pwa.reminders import heartbeat
from pwa.store.tables import Clinic, JobRun, Server


@pytest.fixture
def begun(ana):
    ana.changes(ana.s.get_one(Server, 1), begun_at=now())
    return ana


def run_of(ana, name):
    ana.s.expire_all()
    row = ana.s.get(JobRun, name)
    ana.s.commit()
    return row


def fails():
    raise RuntimeError("Ana Alder")


def test_a_job_that_ends_well_says_when_and_what_it_counted(begun):
    heartbeat.beating(begun.database, "count", lambda: {"requests": {"open": 1}})()
    row = run_of(begun, "count")
    assert (row.ended_at, row.failed_at, row.figures) == (now(), None, {"requests": {"open": 1}})


def test_one_that_breaks_off_keeps_its_last_good_end(begun, clock):
    heartbeat.beating(begun.database, "plan", lambda: None)()
    good = now()
    clock.shift(timedelta(minutes=5))
    with pytest.raises(RuntimeError):
        heartbeat.beating(begun.database, "plan", fails)()
    row = run_of(begun, "plan")
    assert (row.ended_at, row.failed_at, row.error) == (good, now(), "RuntimeError")


def test_its_figures_are_of_all_clinics(begun):
    figures = heartbeat.count(begun.database)
    assert set(figures) == {"outcomes", "reminders", "requests", "queue", "webhooks"}
    assert figures["outcomes"] == {"new": 1}


def test_late_jobs_are_told_once_to_administrators(begun, mailbox, clock):
    assert heartbeat.alarm(begun.database, begun.settings) == []
    clock.shift(timedelta(hours=1))
    assert "plan" in heartbeat.alarm(begun.database, begun.settings)
    assert heartbeat.alarm(begun.database, begun.settings) == []
    assert sorted(mail["To"] for mail in mailbox.mails) == ["nora@oak.example", "omar@elm.example"]
    text = mailbox.mails[0].get_content()
    assert "plan, send" in text
    assert "http://localhost:8000/clinic/service" in text
    assert "Ana" not in text


def test_a_made_up_clinic_is_not_told(begun, mailbox, clock, cast):
    begun.changes(begun.s.get_one(Clinic, cast.oak), demo=True)
    clock.shift(timedelta(hours=1))
    assert heartbeat.alarm(begun.database, begun.settings)
    assert [mail["To"] for mail in mailbox.mails] == ["omar@elm.example"]


def test_without_a_mail_server_the_page_alone_says_it(begun, clock):
    clock.shift(timedelta(hours=1))
    assert set(heartbeat.alarm(begun.database, begun.settings)) == set(operations.LIMITS) - {"tidy"}
