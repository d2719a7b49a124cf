from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import clock as care_clock
from pwa.care import enrol
from pwa.store.tables import Contact, Request
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.clinic.story import ago


@pytest.fixture
def path(ana, cast):
    ana.returned(ago(1))
    return f"/clinic/patients/{cast.ana}/contact"


def noted(cast, outcome: str, note: str = "") -> dict[str, str]:
    return {f"{cast.ana}-outcome": outcome, f"{cast.ana}-note": note}


@pytest.mark.parametrize("outcome", ["reached", "patient-called"])
def test_it_closes_the_request_when_they_spoke(nora, path, cast, look, outcome):
    page = nora.done(path, **noted(cast, outcome, "Will come on Friday"))
    assert "The request is closed and the quiet period has started." in page
    assert "Nobody is waiting for a call." in page
    [contact] = look(select(Contact))
    assert (contact.staff_id, contact.note) == (cast.nora, "Will come on Friday")
    *_, request = look(select(Request).order_by(Request.opened_at))
    assert (request.closed_by, request.contact_id) == ("contact", contact.id)


@pytest.mark.parametrize("outcome", ["no-answer", "message-left", "wrong-number"])
def test_it_stays_on_the_list_when_nobody_was_reached(nora, path, cast, look, outcome):
    page = nora.done(path, **noted(cast, outcome))
    assert "The request stays on the list." in page
    *_, request = look(select(Request).order_by(Request.opened_at))
    assert request.closed_at is None


def test_it_can_be_taken_back(nora, path, cast, look):
    nora.done(path, **noted(cast, "reached"))
    [contact] = look(select(Contact))
    page = nora.done(f"/clinic/contacts/{contact.id}/undo")
    assert "The contact was taken back." in page
    assert "Scores have gone up again." in page
    assert not look(select(Contact))
    *_, request = look(select(Request).order_by(Request.opened_at))
    assert (request.closed_at, request.closed_by, request.contact_id) == (None, None, None)


def test_it_can_be_taken_back_for_ten_minutes_only(nora, path, cast, look, clock):
    nora.done(path, **noted(cast, "reached"))
    [contact] = look(select(Contact))
    clock.shift(timedelta(minutes=11))
    assert "Undo" not in nora.page("/clinic/", contacted=contact.id)
    assert nora.post(f"/clinic/contacts/{contact.id}/undo").status_code == 404
    assert look(select(Contact))


def test_it_can_be_taken_back_only_by_who_noted_it(nora, path, cast, look, session, app):
    enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD)
    session.commit()
    nora.done(path, **noted(cast, "reached"))
    [contact] = look(select(Contact))
    lena = Nurse(app.test_client())
    lena.sign_in("lena@oak.example", PASSWORD)
    assert lena.post(f"/clinic/contacts/{contact.id}/undo").status_code == 404


def test_it_does_not_open_a_second_request_when_taken_back(nora, path, ana, cast, look, clock):
    nora.done(path, **noted(cast, "reached"))
    [contact] = look(select(Contact))
    ana.checked_in(care_clock.today("America/New_York"), 3, reports=["unsafe"])
    nora.done(f"/clinic/contacts/{contact.id}/undo")
    still_open = [request for request in look(select(Request)) if request.closed_at is None]
    assert [request.rule for request in still_open] == ["help-now"]


def test_it_asks_what_happened(nora, path):
    page = nora.refused(path)
    assert "Choose what happened." in page


def test_it_keeps_a_note_that_was_too_long(nora, path, cast):
    response = nora.post(path, **noted(cast, "reached", "long " * 300))
    assert response.status_code == 422
    assert "Keep the note under 1,000 characters." in response.text
    assert "long long" in response.text
    assert "checked" in response.text


def test_it_is_shown_on_the_patients_page(nora, path, cast):
    nora.done(path, **noted(cast, "reached", "Feels better"))
    page = nora.page(f"/clinic/patients/{cast.ana}")
    assert "Contact Reached. “Feels better” Nora North" in page
