"""The plan and one's own data without a script, for a paired phone."""

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.store.tables import Clinic, Patient

PAGES = ("/app/plan/plain", "/app/data/plain")


def ana_of(session, cast):
    found = session.exec(select(Patient).where(Patient.id == cast.ana)).one()
    session.refresh(found)
    session.commit()
    return found


def send(phone, path, **fields):
    return phone.client.post(f"/app/data/{path}", data=fields)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_sees_it_and_nothing_keeps_it(phone, stranger, app, path):
    assert phone.client.get(path).headers["Cache-Control"] == "no-store"
    assert app.test_client().get(path).status_code == 401


@pytest.mark.parametrize("path", PAGES)
def test_the_page_with_scripts_leads_there(phone, path):
    page = phone.client.get(path.removesuffix("/plain")).text
    assert f'<noscript><p><a class="button" href="{path}">' in page


def test_the_plan_says_what_the_app_will_say(phone):
    page = phone.client.get("/app/plan/plain").text
    assert "This is what the app will say for each score. The limits are set by Oak Clinic." in page
    assert "At any score" in page
    assert "+1 555 010 0100" in page


def test_a_plan_that_the_clinic_keeps_to_itself_is_not_shown(phone, session, cast):
    session.get_one(Clinic, cast.oak).shows_plan = False
    session.commit()
    page = phone.client.get("/app/plan/plain").text
    assert "There is no plan to show on this phone." in page
    assert "for each score" not in page


def test_it_shows_what_is_on_record(phone):
    phone.put(phone.item())
    page = phone.client.get("/app/data/plain").text
    assert '<th scope="row">April 27, 2026</th><td>Check-in</td><td>Score 3</td>' in page


def test_it_pauses_and_starts_again(phone):
    answer = send(phone, "programme", state="paused", until="2026-05-11")
    assert (answer.status_code, answer.location) == (303, "/app/data/plain")
    assert "You have paused until May 11, 2026." in phone.client.get("/app/data/plain").text
    send(phone, "programme", state="on")
    assert "Pause until" in phone.client.get("/app/data/plain").text


@pytest.mark.parametrize("until", ["", "soon", "2026-04-27", "2027-04-27"])
def test_a_day_that_cannot_be_is_named_and_kept(phone, session, cast, until):
    answer = send(phone, "programme", state="paused", until=until)
    assert answer.status_code == 422
    assert "<title>Error: Your data" in answer.text
    assert "Enter a day after today, at most 180 days ahead" in answer.text
    assert f'name="until" id="until" value="{until}"' in answer.text
    assert ana_of(session, cast).paused_until is None


def test_deletion_is_asked_for_and_withdrawn(phone, session, cast):
    send(phone, "deletion", ask="1")
    assert ana_of(session, cast).deletion_asked_at
    assert "Keep my data after all" in phone.client.get("/app/data/plain").text
    send(phone, "deletion", ask="0")
    assert ana_of(session, cast).deletion_asked_at is None


def test_it_speaks_the_patients_language(phone, session, cast):
    enrol.edit_patient(session, session.get_one(Patient, (cast.oak, cast.ana)), language="fr")
    session.commit()
    phone.client.set_cookie("language", "fr")
    phone.put(phone.item())
    page = phone.client.get("/app/data/plain").text
    assert '<th scope="row">27 avril 2026</th>' in page
    assert "Qui appeler" in phone.client.get("/app/plan/plain").text
