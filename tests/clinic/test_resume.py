"""What was typed is not lost when the session ran out while it was typed."""

from datetime import timedelta

import pytest
from justhtml import JustHTML
from sqlmodel import select

from pwa.store.tables import Contact
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words


@pytest.fixture
def too_late(nora, cast, clock):
    """Nora noted a call, and was at lunch before she sent it."""
    token = nora.token()
    clock.shift(timedelta(minutes=30))
    fields = {f"{cast.ana}-outcome": "no-answer", f"{cast.ana}-note": "Before lunch"}
    return nora.client.post(
        f"/clinic/patients/{cast.ana}/contact", data=fields | {"csrf_token": token}
    )


def hidden(response) -> dict[str, str]:
    page = JustHTML(response.text, sanitize=False)
    fields = page.query('input[type="hidden"]')
    return {field.attrs["name"]: field.attrs.get("value") or "" for field in fields}


def test_it_asks_to_sign_in_and_saves_nothing(too_late, look):
    assert too_late.status_code == 401
    assert "What you typed is kept" in words(too_late)
    assert not look(select(Contact))


def test_it_shows_what_was_typed_after_sign_in_and_sends_it(nora, too_late, cast, look):
    again = nora.sign_in("nora@oak.example", PASSWORD, kept=hidden(too_late)["kept"])
    page = words(again)
    assert "Send what you typed?" in page
    assert "Ana Alder" in page
    assert "Before lunch" in page
    sent = nora.client.post(f"/clinic/patients/{cast.ana}/contact", data=hidden(again))
    assert sent.status_code == 303
    [contact] = look(select(Contact))
    assert (contact.outcome, contact.note) == ("no-answer", "Before lunch")


def test_it_does_not_show_it_to_another_clinic(too_late, app):
    omar = Nurse(app.test_client())
    response = omar.sign_in("omar@elm.example", PASSWORD, kept=hidden(too_late)["kept"])
    assert response.status_code == 303


def test_it_takes_nothing_that_was_made_up(nora, clock):
    response = nora.sign_in("nora@oak.example", PASSWORD, kept="WyJhIiwiYiIsW11d.x.y")
    assert response.status_code == 303


def test_it_never_keeps_a_password(nora, clock):
    token = nora.token()
    clock.shift(timedelta(minutes=30))
    fields = {"password": "typed in a wrong place", "note": "typed", "csrf_token": token}
    response = nora.client.post("/clinic/patients/new", data=fields)
    again = nora.sign_in("nora@oak.example", PASSWORD, kept=hidden(response)["kept"])
    assert hidden(again)["note"] == "typed"
    assert "password" not in hidden(again)


def test_it_keeps_nothing_that_nobody_typed(app, clock):
    nurse = Nurse(app.test_client())
    token = nurse.token()
    fields = {"note": "not kept", "csrf_token": token}
    response = nurse.client.post("/clinic/patients/new", data=fields)
    # Nobody was signed in, so it is nobody's: it would come back to no clinic.
    assert hidden(response)["kept"] == ""


def test_it_keeps_nothing_for_whoever_sends_more_fields_than_a_form_has(nora, clock):
    token = nora.token()
    clock.shift(timedelta(minutes=30))
    fields = {f"field-{number}": "" for number in range(600)}
    response = nora.client.post("/clinic/patients/new", data=fields | {"csrf_token": token})
    assert response.status_code == 401
    assert hidden(response)["kept"] == ""
    assert "kept" not in words(response)


def test_it_asks_again_when_a_page_is_older_than_the_sign_in(nora, cast, look):
    old = nora.token()
    nora.post("/clinic/sign-out")
    nora.sign_in("nora@oak.example", PASSWORD)
    fields = {f"{cast.ana}-outcome": "reached", "csrf_token": old}
    path = f"/clinic/patients/{cast.ana}/contact"
    response = nora.client.post(path, data=fields)
    assert response.status_code == 400
    assert "Send what you typed?" in words(response)
    assert not look(select(Contact))
    assert nora.client.post(path, data=hidden(response)).status_code == 303
