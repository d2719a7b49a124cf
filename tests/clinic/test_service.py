"""Whether the background jobs run, for whoever runs the service: nothing of a patient."""

from datetime import timedelta

import pytest

from pwa.care import operations
from pwa.care.clock import now
from pwa.clinic.views.service import JOBS
from pwa.store.tables import Server, Staff


@pytest.fixture
def begun(session, clock):
    session.get_one(Server, 1).begun_at = now()
    session.commit()
    return session


def test_it_has_words_for_every_job():
    assert JOBS.keys() == operations.LIMITS.keys()


def test_a_new_server_has_nothing_late(nora, begun):
    page = nora.page("/clinic/service")
    assert "some jobs have not run yet. None is late." in page
    assert "Late" not in page


def test_it_says_when_all_run(nora, begun):
    for name in JOBS:
        operations.ended(begun, name, now(), now())
    begun.commit()
    assert "All background jobs run." in nora.page("/clinic/service")


def test_it_names_what_is_late_and_what_broke_off(nora, begun, clock):
    begun.get_one(Server, 1).begun_at = now() - timedelta(hours=1)
    operations.ended(begun, "send", now(), now())
    operations.failed(begun, "plan", now(), now(), RuntimeError("Ana Alder"))
    begun.commit()
    page = nora.page("/clinic/service")
    assert "Background jobs are late." in page
    assert "Plan each patient’s reminders Not yet Late. It broke off since: RuntimeError" in page
    assert "Send the reminders that are due Mon 27 Apr 2026, 11:00 On time" in page
    assert "Ana Alder" not in page


def test_an_operator_finds_it_in_the_settings(nora, begun, cast):
    begun.get_one(Staff, (cast.oak, cast.nora)).role = "operator"
    begun.commit()
    assert "Whether the background jobs run." in nora.page("/clinic/settings")
    assert "None is late." in nora.page("/clinic/service")
