"""On its day a draft is in force, with or without a worker."""

from datetime import UTC, datetime, timedelta

import pytest
from huey import MemoryHuey

from pwa.care import drafts, policy
from pwa.care.audit import Actor
from pwa.reminders.jobs import attach
from tests.conftest import NOW, settings_for

MIDNIGHT = datetime(2026, 4, 28, 4, 0, tzinfo=UTC)  # in New York
TOMORROW = (NOW + timedelta(days=1)).date()


@pytest.fixture
def scheduled(session, cast, clock) -> None:
    nora = Actor("staff", cast.nora, cast.oak)
    draft = drafts.begin(session, nora, {"return_cutoff": 10}, "From tomorrow on")
    drafts.publish(session, draft, nora, TOMORROW)
    session.commit()


@pytest.fixture
def number(app, cast):
    """The number of the version in force."""

    def number() -> int:
        with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as s:
            return policy.limits(s, cast.oak)[0]

    return number


def test_a_request_is_answered_by_the_limits_of_its_day(client, scheduled, number, clock):
    clock.move_to(MIDNIGHT - timedelta(seconds=1))
    client.get("/api/session")
    assert number() == 1
    clock.move_to(MIDNIGHT)
    client.get("/api/session")
    assert number() == 2


def test_what_is_the_same_for_everyone_waits_for_nothing(client, scheduled, number, clock):
    clock.move_to(MIDNIGHT)
    assert client.get("/app").status_code == 200
    assert number() == 1


def test_it_looks_once_a_minute(client, clock, monkeypatch):
    looks = []
    monkeypatch.setattr("pwa.due.publish_due", looks.append)
    for _ in range(3):
        client.get("/api/session")
    assert len(looks) == 1
    clock.shift(60)
    client.get("/api/session")
    assert len(looks) == 2


def test_the_worker_looks_every_minute(app, scheduled, number, clock, tmp_path):
    queue = MemoryHuey()
    attach(queue, app.extensions["db"], settings_for(tmp_path / "unused"))
    clock.move_to(MIDNIGHT + timedelta(minutes=7))
    for task in queue.read_periodic(datetime.now(UTC)):
        queue.execute(task)
    assert number() == 2
