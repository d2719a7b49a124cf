"""The same for several patients of the call list at once."""

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.store.tables import CaseEvent
from tests.clinic.story import TODAY, Story, ago


@pytest.fixture
def eli(session, cast) -> Story:
    """Eli feels unsafe."""
    patient = enrol.add_patient(session, cast.oak, "Eli Elder")
    session.commit()
    eli = Story(session, cast.oak, patient.id)
    eli.checked_in(TODAY, 3, reports=["unsafe"])
    return eli


@pytest.fixture
def both(ana, eli, cast) -> list[str]:
    ana.returned(ago(1))
    return [cast.ana, eli.patient.id]


def test_it_closes_what_it_may_and_says_what_is_left(nora, both):
    page = nora.done("/clinic/calls", chosen=both, act="close", close_reason="known-already")
    assert "Eli Elder is left as before: this is urgent: say what was done" in page
    assert "Closed." in page
    assert "Ana Alder" not in page.partition("To call")[2]


def test_it_is_taken_back_with_one_press(nora, both, look):
    nora.done("/clinic/calls", chosen=both, act="take")
    events = look(select(CaseEvent).where(CaseEvent.kind == "taken"))
    assert len(events) == 2
    page = nora.done(f"/clinic/acts/{events[0].id}/undo")
    assert "Taken back for 2 patients." in page


def test_it_puts_off_what_may_wait(nora, both):
    fields = {"act": "snooze", "snooze_reason": "patient-away", "until": "2026-05-01"}
    page = nora.done("/clinic/calls", chosen=both, **fields)
    assert "Eli Elder is left as before: an urgent request cannot be put off." in page
    assert "until Fri 1 May 2026" in page


def test_what_only_the_plan_asks_can_be_chosen_too(nora, ana, cast, look):
    ana.settled(ago(55))
    page = nora.done("/clinic/calls", chosen=[cast.ana], act="take")
    assert "You are on it" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "close"}, "Choose at least one patient in the list."),
        ({"act": "dance", "chosen": "here"}, "Choose what to do."),
        (
            {"act": "snooze", "snooze_reason": "patient-away", "until": "soon", "chosen": "here"},
            "Not a valid date value.",
        ),
    ],
)
def test_it_says_what_is_missing_and_keeps_what_was_chosen(nora, both, cast, fields, words):
    if "chosen" in fields:
        fields = fields | {"chosen": [cast.ana]}
    assert words in nora.refused("/clinic/calls", **fields)
    response = nora.post("/clinic/calls", **fields)
    assert response.text.count(" checked>") == len(fields.get("chosen", []))


def test_it_chooses_nobody_of_another_clinic(nora, cast):
    fields = {"act": "take", "chosen": [cast.ben]}
    assert nora.post("/clinic/calls", **fields).status_code == 404
