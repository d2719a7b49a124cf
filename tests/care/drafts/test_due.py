"""On its day a draft is in force by itself, and published once whoever looks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from pwa.care import clock as time
from pwa.care import drafts, policy
from pwa.care.drafts.due import due
from pwa.store.db import Database


def publish_due(oak):
    return oak.does(drafts.publish_due(oak.s, oak.id, time.now()))


def test_before_its_day_nothing_happens(oak):
    oak.scheduled(2)
    assert publish_due(oak) is None
    assert len(oak.versions()) == 1


@pytest.mark.parametrize(("hour", "is_due"), [(3, False), (4, True)])
def test_its_day_begins_by_the_clinics_own_calendar(oak, clock, hour, is_due):
    oak.scheduled(1)
    clock.move_to(datetime(2026, 4, 28, hour, 0, 1, tzinfo=UTC))  # four hours behind UTC
    assert (publish_due(oak) is not None) == is_due


def test_it_is_published_as_it_was_reviewed_and_by_the_system(oak, clock):
    draft = oak.scheduled(1)
    clock.shift(timedelta(days=3))
    made = publish_due(oak)
    assert (made.number, made.values, made.reviewed_by) == (2, draft.values, oak.mia.id)
    assert policy.limits(oak.s, oak.id)[0] == 2
    assert oak.told()[-1][:2] == ("thresholds.published", None)


def test_it_is_published_once(oak, clock):
    oak.scheduled(1)
    clock.shift(timedelta(days=1))
    assert publish_due(oak) is not None
    assert publish_due(oak) is None
    assert len(oak.versions()) == 2


def test_it_is_published_once_when_several_look_at_once(oak, clock, app):
    oak.scheduled(1)
    clock.shift(timedelta(days=1))
    now = time.now()

    def look(_) -> bool:
        database = Database(str(app.extensions["db"].engine.url))
        with database.session(clinic_id=oak.id) as s:
            made = drafts.publish_due(s, oak.id, now)
            s.commit()
        database.engine.dispose()
        return made is not None

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(look, range(8))) == [False] * 7 + [True]
    assert len(oak.versions()) == 2


def test_it_finds_the_clinics_whose_day_has_come(oak, clock):
    oak.scheduled(1)
    assert due(oak.s, time.now()) == []
    clock.shift(timedelta(days=1))
    assert due(oak.s, time.now()) == [oak.id]


def test_what_a_version_overtook_is_not_published(oak, clock):
    draft = oak.scheduled(1)
    policy.publish(oak.s, oak.id, {"clear_at": 5}, None, "Theirs", None)
    oak.s.commit()
    clock.shift(timedelta(days=1))
    assert publish_due(oak) is None
    assert drafts.state_of(draft) == "draft"
    assert len(oak.versions()) == 2
