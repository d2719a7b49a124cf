"""Only who drew up a draft changes it, and a change undoes what others said about it."""

import pytest

from pwa.care import drafts, policy
from pwa.errors import Conflict, Forbidden, Invalid
from tests.care.drafts.conftest import TEN


def test_a_draft_puts_nothing_in_force(oak):
    draft = oak.begins()
    assert drafts.state_of(draft) == "draft"
    assert (draft.values, draft.based_on, draft.author_id) == (TEN, 1, oak.nora.id)
    assert policy.limits(oak.s, oak.id)[0] == 1


def test_it_knows_a_preset(oak):
    draft = oak.begins({"return_readings": 1})
    assert draft.preset == "sensitive"


def test_what_is_out_of_range_is_refused_with_the_range(oak):
    with pytest.raises(Invalid, match="return_cutoff: must be a whole number from 7 to 12"):
        oak.begins({"return_cutoff": 13})


def test_what_differs_in_nothing_is_no_draft(oak):
    with pytest.raises(Conflict, match="Nothing differs"):
        oak.begins({"return_cutoff": 8})


def test_a_change_needs_a_new_review_and_new_figures(oak):
    draft = oak.scheduled(3)
    draft.lab = {"figures": 1}
    drafts.change(oak.s, draft, oak.nora, {"return_cutoff": 9}, "A little")
    assert drafts.state_of(draft) == "draft"
    assert (draft.values, draft.why, draft.lab) == ({"return_cutoff": 9}, "A little", None)
    assert (draft.reviewed_by, draft.publish_on) == (None, None)


def test_nobody_else_changes_or_withdraws_it(oak):
    draft = oak.begins()
    with pytest.raises(Forbidden):
        drafts.change(oak.s, draft, oak.mia, {"return_cutoff": 9}, "Mine")
    with pytest.raises(Forbidden):
        drafts.withdraw(oak.s, draft, oak.mia)
    assert draft.values == TEN


def test_it_is_withdrawn_and_brought_back(oak):
    draft = oak.reviewed()
    drafts.withdraw(oak.s, draft, oak.nora)
    assert drafts.state_of(draft) == "withdrawn"
    assert list(drafts.in_hand(oak.s, oak.id)) == []
    with pytest.raises(Conflict, match="withdrawn by now"):
        drafts.change(oak.s, draft, oak.nora, {"return_cutoff": 9}, "Late")
    drafts.restore(oak.s, draft, oak.nora)
    assert drafts.state_of(draft) == "draft"
    assert [row.id for row in drafts.in_hand(oak.s, oak.id)] == [draft.id]


def test_saving_again_compares_it_with_the_version_in_force(oak):
    draft = oak.begins()
    policy.publish(oak.s, oak.id, {"clear_at": 5}, None, "Theirs", None)
    assert drafts.is_behind(oak.s, draft)
    drafts.change(oak.s, draft, oak.nora, TEN | {"clear_at": 5}, "Both")
    assert not drafts.is_behind(oak.s, draft)


def test_each_step_is_on_the_trail(oak):
    draft = oak.begins()
    drafts.change(oak.s, draft, oak.nora, {"return_cutoff": 9}, "A little")
    drafts.withdraw(oak.s, draft, oak.nora)
    drafts.restore(oak.s, draft, oak.nora)
    assert [(name, by) for name, by, _ in oak.told()] == [
        ("draft.begun", oak.nora.id),
        ("draft.changed", oak.nora.id),
        ("draft.withdrawn", oak.nora.id),
        ("draft.brought-back", oak.nora.id),
    ]


def test_they_are_paged_newest_first(oak, clock, monkeypatch):
    monkeypatch.setattr("pwa.care.drafts.lists.PAGE", 2)
    made = []
    for cutoff in (9, 10, 11):
        made.append(oak.begins({"return_cutoff": cutoff}).id)
        clock.shift(1)
    first = drafts.page(oak.s, oak.id)
    assert [row.id for row in first.rows] == [made[2], made[1]]
    second = drafts.page(oak.s, oak.id, first.after)
    assert ([row.id for row in second.rows], second.after) == ([made[0]], None)
