"""A reviewed draft becomes a version, which never changes; the way back is another version."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from pwa.care import drafts, policy
from pwa.errors import Conflict, Invalid, NotFound
from pwa.store.tables import PolicyVersion, Staff
from tests.care.drafts.conftest import TEN


@pytest.fixture
def alone(oak):
    """Mia may not review, and there is nobody else."""
    oak.s.get_one(Staff, (oak.id, oak.mia.id)).role = "coordinator"
    oak.s.commit()
    return oak


def test_a_version_says_who_drew_it_up_who_reviewed_it_and_why(oak):
    draft = oak.reviewed()
    draft.lab = {"is_done": True, "sums": 1, "people": ["an id"]}
    made = drafts.publish(oak.s, draft, oak.mia, oak.today)
    assert (made.number, made.values, made.why) == (2, TEN, "Too many calls")
    assert (made.staff_id, made.reviewed_by) == (oak.nora.id, oak.mia.id)
    assert made.lab == {"is_done": True, "sums": 1}
    assert (drafts.state_of(draft), draft.published_number) == ("published", 2)
    assert policy.limits(oak.s, oak.id)[0] == 2
    assert oak.told()[-1] == ("thresholds.published", oak.mia.id, {"number": 2})


def test_without_a_review_it_is_not_published(oak):
    draft = oak.begins()
    with pytest.raises(Conflict, match="second person"):
        drafts.publish(oak.s, draft, oak.nora, oak.today)
    assert len(oak.versions()) == 1


def test_where_nobody_else_can_review_the_record_says_so(alone):
    draft = alone.begins()
    made = drafts.publish(alone.s, draft, alone.nora, alone.today)
    assert (made.number, made.reviewed_by) == (2, None)
    told = ("thresholds.published-unreviewed", alone.nora.id, {"number": 2})
    assert alone.told()[-1] == told


def test_what_was_sent_back_is_not_published_by_a_back_door(oak):
    draft = oak.begins()
    drafts.send_back(oak.s, draft, oak.mia, "No")
    with pytest.raises(Conflict, match="sent back"):
        drafts.publish(oak.s, draft, oak.nora, oak.today)


def test_it_is_published_once(oak):
    draft = oak.reviewed()
    drafts.publish(oak.s, draft, oak.nora, oak.today)
    with pytest.raises(Conflict, match="published by now"):
        drafts.publish(oak.s, draft, oak.nora, oak.today)
    assert len(oak.versions()) == 2


def test_a_day_past_is_refused(oak):
    draft = oak.reviewed()
    with pytest.raises(Invalid, match="today or a later day"):
        drafts.publish(oak.s, draft, oak.nora, oak.today - timedelta(days=1))


def test_what_is_behind_the_version_in_force_is_not_published(oak):
    draft = oak.reviewed()
    policy.publish(oak.s, oak.id, {"clear_at": 5}, None, "Theirs", None)
    with pytest.raises(Conflict, match="Version 2 was published in the meantime"):
        drafts.publish(oak.s, draft, oak.nora, oak.today)


def test_one_draft_at_a_time_waits_for_its_day(oak):
    first = oak.scheduled(3)
    second = oak.reviewed({"return_cutoff": 9})
    with pytest.raises(Conflict, match="Another draft waits for its day"):
        drafts.publish(oak.s, second, oak.nora, oak.today + timedelta(days=9))
    drafts.cancel_date(oak.s, first, oak.mia)
    drafts.publish(oak.s, second, oak.nora, oak.today + timedelta(days=9))
    assert drafts.state_of(first) == "reviewed"
    assert drafts.waiting(oak.s, oak.id) is second


def test_a_version_in_between_takes_the_day_back(oak):
    waiting = oak.scheduled(3)
    drafts.publish(oak.s, oak.reviewed({"return_cutoff": 9}), oak.nora, oak.today)
    assert drafts.state_of(waiting) == "draft"
    assert drafts.is_behind(oak.s, waiting)


def test_an_unreviewed_draft_without_its_day_is_a_draft_again(alone):
    draft = alone.begins()
    drafts.publish(alone.s, draft, alone.nora, alone.today + timedelta(days=1))
    assert drafts.state_of(draft) == "scheduled"
    drafts.cancel_date(alone.s, draft, alone.nora)
    assert drafts.state_of(draft) == "draft"


def test_an_earlier_version_comes_back_as_a_new_one(oak):
    drafts.publish(oak.s, oak.reviewed(), oak.nora, oak.today)
    made = drafts.roll_back(oak.s, oak.mia, 1, "It was calmer before")
    assert (made.number, made.values, made.rolled_back_to) == (3, {}, 1)
    assert (made.preset, made.staff_id) == ("balanced", oak.mia.id)
    assert oak.told()[-1] == ("thresholds.rolled-back", oak.mia.id, {"number": 3, "to": 1})


def test_it_does_not_roll_back_to_what_is_in_force_or_was_never(oak):
    with pytest.raises(Conflict, match="does not differ"):
        drafts.roll_back(oak.s, oak.mia, 1, "Why not")
    with pytest.raises(NotFound):
        drafts.roll_back(oak.s, oak.mia, 7, "Why not")


@pytest.mark.parametrize(
    "change",
    [
        update(PolicyVersion).values(why="Another"),
        update(PolicyVersion).values(number=PolicyVersion.number + 7),
        delete(PolicyVersion),
    ],
)
def test_the_database_itself_keeps_a_published_version(oak, change):
    with pytest.raises(IntegrityError, match="a published version never changes"):
        oak.s.execute(change)
    oak.s.rollback()
    assert [(row.number, row.why) for row in oak.versions()] == [(1, "The defaults")]


def test_no_row_in_hand_changes_it_either(oak):
    oak.versions()[0].values = {"clear_at": 5}
    with pytest.raises(IntegrityError):
        oak.s.flush()
