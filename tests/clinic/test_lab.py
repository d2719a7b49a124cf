"""The policy lab below a draft, as staff see it."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from pwa.care import drafts, lab
from pwa.care.audit import Actor
from pwa.care.lab import cohort, load
from pwa.store.tables import AuditEvent, Clinic, PolicyDraft, Staff
from tests.clinic.story import TODAY
from tests.stored import store

LATER = (TODAY - cohort.LAST_DAY).days


def told(count: int, weeks: int) -> list[dict]:
    """Some of the cohort's people, living until today."""

    def moved(one: dict) -> dict:
        return one | {"on": str(date.fromisoformat(one["on"]) + timedelta(LATER))}

    return [
        {kind: list(map(moved, of)) for kind, of in case.items() if isinstance(of, list)}
        | {"baseline": case["baseline"]}
        for case in cohort.cases(count, weeks)
    ]


@pytest.fixture
def draft_of(session, cast, nora):
    """A draft of Oak Clinic's with these values; its address."""

    def make(**values: int) -> str:
        actor = Actor("staff", cast.nora, cast.oak)
        made = drafts.begin(session, actor, values, "A test")
        session.commit()
        return f"/clinic/drafts/{made.id}/lab"

    return make


@pytest.fixture
def many(session, cast, nora) -> None:
    store(session, cast.oak, told(30, 26))
    session.commit()


def test_it_says_what_to_do_before_anything_was_replayed(nora, draft_of):
    page = nora.page(draft_of(return_readings=1))
    assert "Replay our history" in page
    assert "Replay made-up patients instead" in page
    assert "1 instead of 2" in page


def test_it_shows_both_policies_beside_each_other(nora, many, draft_of):
    page = nora.done(draft_of(return_readings=1), source="clinic")
    assert "over 31 patients with 7" in page  # Ana has no check-in
    for figure in ("Requests to call, for 100 patient-weeks", "Of these, false alarms"):
        assert figure in page
    assert "Scores have gone up again" in page
    assert "Only this draft would have flagged:" in page
    assert "Synthetic figures" not in page
    assert "too little history" not in page


def test_it_says_when_there_is_too_little_and_offers_made_up_patients(nora, ana, draft_of):
    ana.settled(TODAY - timedelta(35))
    path = draft_of(return_readings=1)
    page = nora.done(path, source="clinic")
    assert "There is too little history to learn from" in page
    assert "1 of 20 patients with a full check-in" in page
    page = nora.done(path, source="cohort")
    assert "Synthetic figures. They come from 120 made-up patients, not from yours." in page
    assert "too little history" not in page


def test_it_lists_whose_advice_would_change_with_both_reasons(nora, ana, draft_of):
    ana.settled(TODAY - timedelta(35))
    ana.checked_in(TODAY, 9)
    path = draft_of(return_readings=1)
    assert "For 1 of your patients" in nora.done(path, source="clinic")
    page = nora.page(f"{path}/people")
    assert "Ana Alder" in page
    assert "Check in again 27 Apr: total 9, settled level 4, 1 raised in a row." in page
    assert "Scores have gone up again 27 Apr: total 9" in page


def test_nobody_is_listed_before_a_replay(nora, draft_of):
    assert "There is nobody to list" in nora.page(f"{draft_of(return_readings=1)}/people")


def test_who_sees_no_patients_sees_the_figures_and_no_list(nora, ana, draft_of, session, cast):
    ana.settled(TODAY - timedelta(35))
    ana.checked_in(TODAY, 9)
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    session.get_one(Staff, (cast.oak, cast.nora)).role = "auditor"
    session.commit()
    page = nora.page(path)
    assert "For 1 of your patients" in page
    assert "See who" not in page
    assert nora.get(f"{path}/people").status_code == 403


def test_it_warns_when_the_draft_exceeds_the_budget(nora, many, draft_of, session, cast):
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    assert "More than your staff can take" not in nora.page(path)
    session.get_one(Clinic, cast.oak).requests_a_week = 1
    session.commit()
    assert "above the 1 that the clinic has set" in nora.page(path)


def test_the_work_goes_on_slice_by_slice_for_a_script(nora, many, draft_of, monkeypatch, look):
    path = draft_of(return_readings=1)
    whole = draft_of(return_readings=1, clear_at=5)  # another, to compare the way with
    monkeypatch.setattr(load, "SLICE", 12)
    monkeypatch.setattr("pwa.clinic.views.lab.A_WHILE", 0)
    token = nora.token()

    def a_while(**more: str) -> dict:
        response = nora.client.post(
            path,
            data={"csrf_token": token, "source": "clinic"} | more,
            headers={"Accept": "application/json"},
        )
        return json.loads(response.text)

    assert a_while(afresh="1") == {"done": 12, "of": 31, "is_done": False}
    assert "12 of 31 patients have been replayed" in nora.page(path)
    assert a_while()["done"] == 24
    assert a_while() == {"done": 31, "of": 31, "is_done": True}
    assert "over 31 patients" in nora.page(path)
    nora.done(whole, source="clinic")
    [one, other] = [row.lab["sums"]["current"] for row in look(select(PolicyDraft))]
    assert one == other


def test_the_trail_has_who_replayed_what(nora, many, draft_of, look):
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    nora.done(f"{path}/trade-off", parameter="clear_at")
    [draft] = look(select(PolicyDraft))
    events = [
        (one.name, one.details) for one in look(select(AuditEvent)) if one.subject_id == draft.id
    ]
    assert events[-2:] == [
        ("draft.replayed", {"source": "clinic"}),
        ("draft.number-moved", {"number": "clear_at"}),
    ]


def test_figures_of_values_that_have_changed_meanwhile_are_dropped(
    nora, many, draft_of, session, look, cast, monkeypatch
):
    path = draft_of(return_readings=1)
    [draft] = look(select(PolicyDraft))
    go_on = lab.go_on

    def while_somebody_saves(*args):
        made = go_on(*args)
        row = session.get_one(PolicyDraft, (cast.oak, draft.id))
        row.values = {"return_readings": 3}
        session.commit()
        return made

    monkeypatch.setattr(lab, "go_on", while_somebody_saves)
    response = nora.post(path, source="clinic")
    assert response.status_code == 303
    assert "Replay our history" in nora.page(response.location)
    assert look(select(PolicyDraft))[0].lab is None


def test_other_values_make_the_figures_void(nora, many, draft_of, session, look, cast):
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    [draft] = look(select(PolicyDraft))
    row = session.get_one(PolicyDraft, (cast.oak, draft.id))
    row.values = {"return_readings": 3}
    session.commit()
    assert "Replay our history" in nora.page(path)


def test_it_says_when_something_has_arrived_since(nora, ana, draft_of):
    ana.settled(TODAY - timedelta(35))
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    assert "Something has arrived since" not in nora.page(path)
    ana.checked_in(TODAY, 9)
    assert "Something has arrived since" in nora.page(path)
    page = nora.done(path, source="clinic", afresh="1")
    assert "Something has arrived since" not in page


def test_one_number_moves_over_its_range(nora, many, draft_of):
    path = draft_of(return_readings=1)
    assert "Replay the draft first" in nora.page(f"{path}/trade-off")
    nora.done(path, source="clinic")
    assert "Which number" in nora.page(f"{path}/trade-off")
    page = nora.done(f"{path}/trade-off", parameter="return_readings")
    assert "Requests against returns flagged before their booster" in page
    for value in ("1 check-ins (this draft)", "2 check-ins (in force)", "3 check-ins"):
        assert value in page


def test_an_unknown_number_moves_nothing(nora, many, draft_of):
    path = draft_of(return_readings=1)
    nora.done(path, source="clinic")
    response = nora.post(f"{path}/trade-off", parameter="settled_readings")
    assert response.status_code == 303
    page = nora.page(response.location)
    assert "What each value would have meant" not in page


def test_another_clinics_draft_is_not_there(omar, draft_of, look):
    path = draft_of(return_readings=1)
    for address in (path, f"{path}/people", f"{path}/trade-off"):
        assert omar.get(address).status_code == 404
    assert omar.post(path, source="clinic").status_code == 404
    assert look(select(PolicyDraft))[0].lab is None


@pytest.mark.parametrize("path", ["/clinic/", "/clinic/drafts", "/clinic/thresholds/versions"])
def test_no_list_fetches_the_figures(app, nora, many, draft_of, path):
    nora.done(draft_of(return_readings=1), source="clinic")
    asked: list[str] = []
    engine = app.extensions["db"].engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    nora.page(path)
    about = [one for one in asked if "policy_draft" in one or "policy_version" in one]
    assert about
    assert not [one for one in about if ".lab" in one]
