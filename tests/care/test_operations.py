"""A job that does not run is seen, and said once a day."""

from datetime import timedelta

import pytest

from pwa.care import operations
from pwa.care.clock import now as clock_now
from pwa.store.tables import Server


@pytest.fixture
def begun(session, clock):
    """A server that has just begun, with no job run."""
    session.get_one(Server, 1).begun_at = clock_now()
    session.commit()
    return session


def late(s):
    return {job.name for job in operations.jobs(s, clock_now()) if job.is_late}


def beat(s, name, **facts):
    operations.ended(s, name, clock_now(), clock_now(), **facts)


def test_a_new_server_is_given_time(begun, clock):
    assert late(begun) == set()
    clock.shift(timedelta(hours=1))
    assert late(begun) == set(operations.LIMITS) - {"tidy"}


@pytest.mark.parametrize("name", operations.LIMITS)
def test_a_job_is_late_only_after_its_limit(begun, clock, name):
    for one in operations.LIMITS:
        beat(begun, one)
    clock.shift(operations.LIMITS[name])
    assert name not in late(begun)
    clock.shift(timedelta(seconds=1))
    assert name in late(begun)
    beat(begun, name)
    assert name not in late(begun)


def test_one_that_fails_each_time_gets_late(begun, clock):
    beat(begun, "plan")
    clock.shift(timedelta(minutes=30))
    operations.failed(begun, "plan", clock_now(), clock_now(), RuntimeError("Ana Alder"))
    [plan] = [job for job in operations.jobs(begun, clock_now()) if job.name == "plan"]
    assert (plan.is_late, plan.error) == (True, "RuntimeError")
    beat(begun, "plan")
    [plan] = [job for job in operations.jobs(begun, clock_now()) if job.name == "plan"]
    assert (plan.is_late, plan.error) == (False, "")


def test_it_is_said_once_a_day(begun, clock):
    clock.shift(timedelta(hours=1))
    first = {job.name for job in operations.to_tell(begun, clock_now())}
    assert first == late(begun)
    clock.shift(timedelta(hours=23))
    assert {job.name for job in operations.to_tell(begun, clock_now())} == {"tidy"}
    clock.shift(timedelta(hours=2))
    assert {job.name for job in operations.to_tell(begun, clock_now())} == first


def test_what_was_counted_is_kept(begun):
    assert operations.counted(begun) == {}
    beat(begun, "count", figures={"requests": {"open": 2}})
    beat(begun, "plan")
    assert operations.counted(begun) == {"requests": {"open": 2}}


def test_figures_of_clinics_are_put_together(begun, cast):
    parts = [operations.count(begun, clinic, clock_now()) for clinic in (cast.oak, cast.elm)]
    parts[0]["outcomes"]["new"], parts[1]["outcomes"]["new"] = 2, 3
    parts[0]["queue"]["seconds"], parts[1]["queue"]["seconds"] = 40, 7
    whole = operations.together(parts)
    assert (whole["outcomes"]["new"], whole["queue"]["seconds"]) == (5, 40)
