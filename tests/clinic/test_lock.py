"""A session rests while the page is locked, and goes on after a proof. See tests/browser, too."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care.staff import sessions
from pwa.store.tables import Contact, StaffSession
from tests.cast import PASSWORD
from tests.clinic.test_resume import hidden


@pytest.fixture
def locked(nora):
    assert nora.post("/clinic/lock").status_code == 204
    return nora


@pytest.fixture
def unlock(cast):
    def unlock(nurse, token: str, proof: str = PASSWORD, who: str = cast.nora):
        fields = {"csrf_token": token, "again-proof": proof, "who": who}
        return nurse.client.post("/clinic/unlock", data=fields)

    return unlock


def test_nothing_opens_while_it_is_locked(locked):
    assert locked.get("/clinic/patients").status_code == 302
    assert locked.get("/clinic/alive").status_code == 401


def test_it_goes_on_after_a_proof(locked, look, unlock):
    before = [row.id for row in look(select(StaffSession))]
    assert unlock(locked, locked.token()).status_code == 204
    assert locked.get("/clinic/patients").status_code == 200
    assert [row.id for row in look(select(StaffSession))] == before


@pytest.mark.parametrize("proof", ["", "a guess"])
def test_it_stays_locked_without_one(locked, proof, unlock):
    answer = unlock(locked, locked.token(), proof)
    assert (answer.status_code, answer.json) == (403, {"message": "That is not right."})
    assert locked.get("/clinic/patients").status_code == 302


def test_it_lets_nobody_guess_for_long(locked, unlock):
    token = locked.token()
    for _ in range(10):
        unlock(locked, token, "a guess")
    answer = unlock(locked, token)
    assert answer.status_code == 429
    assert "Too many attempts" in answer.json["message"]


def test_the_forms_of_before_can_still_be_sent(nora, cast, clock, look, unlock):
    form = hidden(nora.get(f"/clinic/patients/{cast.ana}/contact"))
    clock.shift(timedelta(minutes=40))
    assert nora.get("/clinic/patients").status_code == 302
    assert unlock(nora, form["csrf_token"]).status_code == 204
    names = {f"{cast.ana}-outcome": "no-answer", f"{cast.ana}-note": "Typed before"}
    path = f"/clinic/patients/{cast.ana}/contact"
    assert nora.client.post(path, data=form | names).status_code == 303
    assert [row.note for row in look(select(Contact))] == ["Typed before"]


def test_it_does_not_go_on_after_its_twelve_hours(locked, clock, unlock):
    token = locked.token()
    clock.shift(sessions.ABSOLUTE)
    assert unlock(locked, token).status_code == 401


def test_it_does_not_go_on_after_it_was_ended(locked, session, cast, unlock):
    token = locked.token()
    for row in session.exec(select(StaffSession)):
        sessions.revoke(session, row)
    session.commit()
    assert unlock(locked, token).status_code == 401


def test_typing_keeps_it_alive(nora, clock):
    for _ in range(4):
        clock.shift(timedelta(minutes=14))
        assert nora.get("/clinic/alive").status_code == 204
    assert nora.get("/clinic/patients").status_code == 200


def test_it_opens_only_for_who_has_read_the_page(locked, unlock, cast):
    """A colleague who signed in meanwhile in the same browser has a session, not her page."""
    assert unlock(locked, locked.token(), who=cast.omar).status_code == 401
    assert locked.get("/clinic/patients").status_code == 302


def test_what_is_over_is_not_locked(nora, clock):
    clock.shift(sessions.ABSOLUTE)
    assert nora.get("/clinic/alive").status_code == 410


def test_it_gives_the_token_of_a_newer_sign_in(nora, unlock):
    nora.page("/clinic/sessions")
    nora.post("/clinic/sign-out")
    nora.sign_in("nora@oak.example", PASSWORD)
    assert unlock(nora, nora.get("/clinic/passkey/confirm").json["token"]).status_code == 204
