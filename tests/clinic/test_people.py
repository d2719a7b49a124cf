"""Who of the clinic can sign in: roles, those who leave, and those who lost their way in."""

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.care.staff import people, recovery, totp
from pwa.errors import Conflict
from pwa.store.tables import Clinic, Staff
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words


@pytest.fixture
def lena(session, cast, app, clock) -> Nurse:
    """Lena, a coordinator of Oak Clinic, signed in; `lena.id` is hers."""
    made = enrol.add_staff(
        session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD, "coordinator"
    )
    session.commit()
    nurse = Nurse(app.test_client())
    nurse.sign_in("lena@oak.example", PASSWORD)
    nurse.id = made.id
    return nurse


def test_it_lists_the_clinics_staff_and_nobody_elses(nora, lena):
    page = nora.page("/clinic/people")
    assert "Nora North (you)" in page
    assert "Lena Lime" in page
    assert "Coordinator" in page
    assert "Omar" not in page


def test_it_says_what_to_do_when_there_is_only_one(nora):
    assert "You are the only one." in nora.page("/clinic/people")


def test_it_gives_another_role_at_once(nora, lena):
    assert lena.get("/clinic/patients").status_code == 200
    page = nora.done(f"/clinic/people/{lena.id}/role", role="auditor")
    assert "Lena Lime is auditor from now on." in page
    assert lena.get("/clinic/patients").status_code == 403


def test_it_takes_only_roles_that_there_are(nora, lena, look):
    assert nora.post(f"/clinic/people/{lena.id}/role", role="owner").status_code == 422
    assert [s.role for s in look(select(Staff).where(Staff.id == lena.id))] == ["coordinator"]


def test_it_signs_out_at_once_who_leaves(nora, lena):
    assert "can’t sign in any more" in nora.done(f"/clinic/people/{lena.id}/disable")
    assert lena.get("/clinic/").status_code == 302
    assert lena.sign_in("lena@oak.example", PASSWORD).status_code == 403
    assert "can sign in again" in nora.done(f"/clinic/people/{lena.id}/enable")
    assert lena.sign_in("lena@oak.example", PASSWORD).status_code == 303


@pytest.mark.parametrize(("path", "fields"), [("role", {"role": "clinician"}), ("disable", {})])
def test_it_keeps_the_last_administrator(nora, lena, cast, look, path, fields):
    page = nora.refused(f"/clinic/people/{cast.nora}/{path}", **fields)
    assert "At least one administrator must stay." in page
    [row] = look(select(Staff).where(Staff.id == cast.nora))
    assert (row.role, row.disabled_at) == ("administrator", None)


def test_one_of_two_administrators_may_go(nora, lena, session, cast):
    nora.done(f"/clinic/people/{lena.id}/role", role="administrator")
    response = nora.post(f"/clinic/people/{cast.nora}/role", role="clinician")
    assert response.location == "/clinic/"
    assert nora.get("/clinic/people").status_code == 403
    with pytest.raises(Conflict):
        people.disable(session, session.get_one(Staff, (cast.oak, lena.id)))


def test_it_takes_lost_second_factors_away(nora, lena, session, cast):
    row = session.get_one(Staff, (cast.oak, lena.id))
    totp.begin(session, row, "k" * 32)
    session.refresh(row)
    row.totp_confirmed_at = row.created_at
    recovery.renew(session, row)
    session.commit()
    assert "One more step" in words(lena.sign_in("lena@oak.example", PASSWORD))
    nora.done(f"/clinic/people/{lena.id}/reset")
    assert lena.sign_in("lena@oak.example", PASSWORD).status_code == 303


def test_it_asks_all_for_more_than_a_password(nora, look, cast):
    nora.post("/clinic/people/second-factor", wanted="y")
    [clinic] = look(select(Clinic).where(Clinic.id == cast.oak))
    assert clinic.needs_second_factor
    assert nora.get("/clinic/people").location == "/clinic/account"


def test_it_changes_ones_own_password_and_ends_other_sessions(nora, app, look):
    elsewhere = Nurse(app.test_client())
    elsewhere.sign_in("nora@oak.example", PASSWORD)
    new = "another walk by the sea"
    assert "not your password" in nora.refused("/clinic/account/password", old="x", password=new)
    assert "12 characters" in nora.refused(
        "/clinic/account/password", old=PASSWORD, password="short"
    )
    nora.done("/clinic/account/password", old=PASSWORD, password=new)
    assert nora.get("/clinic/").status_code == 200
    assert elsewhere.get("/clinic/").status_code == 302
    assert elsewhere.sign_in("nora@oak.example", PASSWORD).status_code == 403
    assert elsewhere.sign_in("nora@oak.example", new).status_code == 303


def test_it_ends_all_other_sessions(nora, app):
    elsewhere = Nurse(app.test_client())
    elsewhere.sign_in("nora@oak.example", PASSWORD)
    page = nora.done("/clinic/sessions/revoke-others")
    assert "Everywhere else you are signed out." in page
    assert elsewhere.get("/clinic/").status_code == 302
