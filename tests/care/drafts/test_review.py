"""A second person looks at a draft before it counts."""

import pytest

from pwa.care import clock as time
from pwa.care import drafts, policy
from pwa.errors import Conflict, Forbidden
from pwa.store.tables import Staff


def test_somebody_else_agrees(oak):
    draft = oak.reviewed()
    assert drafts.state_of(draft) == "reviewed"
    assert draft.reviewed_by == oak.mia.id
    assert oak.told()[-1] == ("draft.reviewed", oak.mia.id, {"agreed": True})


def test_the_author_does_not_review(oak):
    draft = oak.begins()
    for judge in (drafts.agree, drafts.send_back):
        with pytest.raises(Forbidden):
            judge(oak.s, draft, oak.nora, "Fine")


def test_it_is_sent_back_with_a_note(oak):
    draft = oak.begins()
    with pytest.raises(Conflict, match="Say what"):
        drafts.send_back(oak.s, draft, oak.mia, "")
    drafts.send_back(oak.s, draft, oak.mia, "Why not 9?")
    assert drafts.state_of(draft) == "sent-back"
    assert draft.review_note == "Why not 9?"
    assert oak.told()[-1] == ("draft.reviewed", oak.mia.id, {"agreed": False})


def test_after_a_change_it_is_no_longer_sent_back(oak):
    draft = oak.begins()
    drafts.send_back(oak.s, draft, oak.mia, "Why not 9?")
    drafts.change(oak.s, draft, oak.nora, {"return_cutoff": 9}, "As you say")
    assert (drafts.state_of(draft), draft.review_note) == ("draft", "")


def test_a_review_is_taken_back_by_who_gave_it(oak):
    draft = oak.reviewed()
    with pytest.raises(Forbidden):
        drafts.take_back_review(oak.s, draft, oak.nora)
    drafts.take_back_review(oak.s, draft, oak.mia)
    assert (drafts.state_of(draft), draft.reviewed_by) == ("draft", None)


def test_what_is_behind_the_version_in_force_is_not_reviewed(oak):
    draft = oak.begins()
    policy.publish(oak.s, oak.id, {"clear_at": 5}, None, "Theirs", None)
    with pytest.raises(Conflict, match="Version 2 was published in the meantime"):
        drafts.agree(oak.s, draft, oak.mia, "")


@pytest.mark.parametrize("role", ["clinician", "administrator"])
def test_who_may_review_is_named(oak, role):
    draft = oak.begins()
    mia = oak.s.get_one(Staff, (oak.id, oak.mia.id))
    mia.role = role
    assert [staff.name for staff in drafts.reviewers(oak.s, draft)] == ["Mia Maple"]


@pytest.mark.parametrize("role", ["coordinator", "auditor", "operator", "made-up"])
def test_who_may_not_review_is_not(oak, role):
    draft = oak.begins()
    mia = oak.s.get_one(Staff, (oak.id, oak.mia.id))
    mia.role = role
    assert drafts.reviewers(oak.s, draft) == []


def test_who_has_left_does_not_review(oak):
    draft = oak.begins()
    mia = oak.s.get_one(Staff, (oak.id, oak.mia.id))
    mia.disabled_at = time.now()
    assert drafts.reviewers(oak.s, draft) == []
