"""What somebody answered in their record system closes a case or is noted on it, once."""

from datetime import timedelta

import pytest

from pwa.care import clock
from pwa.care.case import closing, feedback, story, turn
from pwa.care.case.codes import CLOSE_REASONS
from pwa.care.case.feedback import Feedback
from pwa.errors import NotFound
from pwa.store.tables import CaseEvent, Client
from tests.care.conftest import TODAY
from tests.interop.program import registered


@pytest.fixture
def client(session, cast) -> Client:
    made = registered(session, cast.oak, cast.nora, name="Elder Records")
    session.commit()
    return made


@pytest.fixture
def answers(ana, client):
    """Answer for a case, as a door does."""

    def answer(case, outcome="overridden", reason="known-cause", comment="A move", later=0):
        at = clock.now() + timedelta(seconds=later)
        made = feedback.take(ana.s, client, Feedback(case.id, outcome, reason, comment, at))
        ana.s.commit()
        return made

    return answer


@pytest.mark.parametrize("reason", [CLOSE_REASONS[0], CLOSE_REASONS[-1]])
def test_a_reason_of_ours_closes_it(ana, case, answers, client, reason):
    made = answers(case, reason=reason)
    assert (made.kind, made.code, made.note) == ("closed", reason, "A move")
    assert (made.staff_id, made.client_id) == (None, client.id)
    assert ana.asked() is None
    [closed] = ana.requests()
    assert (closed.closed_by, closed.close_reason, closed.stage) == ("staff", reason, "closed")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": None}, "overridden"),
        ({"reason": "too-busy"}, "overridden"),
        ({"outcome": "accepted", "reason": None}, "accepted"),
        ({"outcome": "accepted"}, "accepted"),
    ],
)
def test_anything_else_is_noted_and_it_stays_open(ana, case, answers, said, code):
    made = answers(case, **said)
    assert (made.kind, made.code, made.note) == ("note", code, "A move")
    assert ana.asked() is not None


def test_an_emergency_is_closed_only_with_a_word(ana, urgent, answers):
    assert answers(urgent, comment="").kind == "note"
    assert ana.asked() is not None
    assert answers(urgent, comment="An ambulance came", later=1).kind == "closed"
    assert ana.asked() is None


def test_it_is_not_closed_under_who_is_at_it(ana, case, answers, desk):
    turn.take(ana.s, ana.patient, desk.nora, TODAY)
    ana.s.commit()
    assert answers(case).kind == "note"
    assert ana.asked() is not None
    assert turn.holder(case) == desk.nora


def test_what_is_over_is_noted(ana, case, answers):
    ana.is_called()
    assert answers(case).kind == "note"
    [closed] = ana.requests()
    assert closed.closed_by == "contact"


def test_it_counts_once_however_often_it_is_sent(ana, case, answers):
    assert answers(case) is not None
    assert answers(case) is None
    assert len(ana.rows(CaseEvent)) == 1
    assert answers(case, later=1).kind == "note"


def test_one_that_was_opened_again_is_not_closed_by_a_repeat(ana, case, answers, desk):
    answers(case)
    closing.reopen(ana.s, case, desk.nora)
    ana.s.commit()
    assert answers(case) is None
    assert ana.asked() is not None


def test_it_is_told_in_the_story_with_the_systems_id(ana, case, answers, client):
    answers(case)
    last = story.steps(ana.s, case)[-1]
    assert (last.kind, last.code, last.note, last.by) == (
        "closed",
        "known-cause",
        "A move",
        client.id,
    )


def test_another_clinics_system_finds_no_case(ana, case, cast, app):
    with app.extensions["db"].session(clinic_id=cast.elm) as s:
        other = registered(s, cast.elm, cast.omar)
        said = Feedback(case.id, "overridden", "known-cause", "", clock.now())
        with pytest.raises(NotFound):
            feedback.take(s, other, said)
