"""A link by which somebody joins the staff: once, for three days, with the role that was given."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from pwa.care.staff import totp
from pwa.store.tables import Staff, StaffInvite
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words

CHOSEN = "a boat on the lake"
LENA = {"name": "Lena Lime", "email": "Lena@Oak.example ", "role": "coordinator"}


def link_on(page: str) -> str:
    return urlsplit(re.search(r"http://localhost(/clinic/join/[\w-]+)", page)[0]).path


@pytest.fixture
def link(nora) -> str:
    shown = nora.post("/clinic/people/invite", **LENA)
    assert shown.status_code == 200
    return link_on(shown.text)


@pytest.fixture
def lena(app, clock) -> Nurse:
    return Nurse(app.test_client())


def test_it_lets_somebody_join_with_their_role(lena, link, look, cast):
    assert "Welcome to Oak Clinic" in lena.page(link)
    assert lena.post(link, password=CHOSEN).location == "/clinic/account"
    assert "Lena Lime" in lena.page("/clinic/")
    assert lena.get("/clinic/people").status_code == 403
    [made] = look(select(Staff).where(Staff.email == "lena@oak.example"))
    assert (made.clinic_id, made.role) == (cast.oak, "coordinator")


def test_it_is_not_used_up_by_being_looked_at(lena, link):
    for _ in range(3):
        lena.page(link)
    assert lena.post(link, password=CHOSEN).status_code == 303


def test_it_works_once(lena, link, app):
    lena.post(link, password=CHOSEN)
    again = Nurse(app.test_client()).post(link, password="somebody else’s choice")
    assert again.status_code == 410
    assert "This link opens nothing" in words(again)


def test_it_works_for_three_days(lena, link, clock):
    clock.shift(timedelta(hours=71, minutes=59))
    assert lena.get(link).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert lena.get(link).status_code == 410
    assert lena.post(link, password=CHOSEN).status_code == 410


def test_it_can_be_withdrawn(nora, lena, link, look):
    [invite] = look(select(StaffInvite))
    nora.done(f"/clinic/people/invites/{invite.id}/withdraw")
    assert lena.get(link).status_code == 410


def test_a_newer_one_ends_the_older(nora, lena, link):
    newer = link_on(nora.post("/clinic/people/invite", **LENA).text)
    assert lena.get(link).status_code == 410
    assert lena.get(newer).status_code == 200


def test_a_short_password_is_refused_and_uses_nothing_up(lena, link):
    assert "Use at least 12 characters." in lena.refused(link, password="short")
    assert lena.post(link, password=CHOSEN).status_code == 303


def test_it_keeps_only_a_hash(link, look):
    token = link.rpartition("/")[2]
    assert len(token) >= 43
    assert token not in repr(look(select(StaffInvite)))


def test_it_is_not_for_who_is_there_already(nora):
    there = LENA | {"email": "nora@oak.example"}
    assert "on the list of your staff already" in nora.refused("/clinic/people/invite", **there)


def test_it_names_what_is_missing(nora):
    page = nora.refused("/clinic/people/invite", name="", email="nobody")
    assert "Enter their name." in page
    assert "Choose a role." in page


def test_who_signs_in_at_another_clinic_can_not_join(nora, lena):
    theirs = nora.post("/clinic/people/invite", **LENA | {"email": "omar@elm.example"})
    page = lena.refused(link_on(theirs.text), password=CHOSEN)
    assert "There is already a member of staff with this email." in page


def test_a_link_gives_a_new_password_to_who_lost_theirs(nora, app, cast, look):
    link = link_on(nora.post(f"/clinic/people/{cast.nora}/link").text)
    again = Nurse(app.test_client())
    assert "Choose a new password" in again.page(link)
    again.post(link, password=CHOSEN)
    assert nora.get("/clinic/").status_code == 302
    assert nora.sign_in("nora@oak.example", PASSWORD).status_code == 403
    assert nora.sign_in("nora@oak.example", CHOSEN).status_code == 303
    assert len(look(select(Staff).where(Staff.clinic_id == cast.oak))) == 1


def test_it_is_no_way_around_a_second_factor(nora, app, session, cast):
    link = link_on(nora.post(f"/clinic/people/{cast.nora}/link").text)
    row = session.get_one(Staff, (cast.oak, cast.nora))
    totp.begin(session, row, "k" * 32)
    session.refresh(row)
    row.totp_confirmed_at = row.created_at
    session.commit()
    again = Nurse(app.test_client())
    assert again.post(link, password=CHOSEN).location == "/clinic/sign-in"
    assert again.get("/clinic/").status_code == 302
    assert "One more step" in words(again.sign_in("nora@oak.example", CHOSEN))


def test_it_ends_when_the_password_is_changed_otherwise(nora, lena, cast):
    link = link_on(nora.post(f"/clinic/people/{cast.nora}/link").text)
    assert lena.get(link).status_code == 200
    nora.done("/clinic/account/password", old=PASSWORD, password=CHOSEN)
    assert lena.get(link).status_code == 410


def test_it_ends_when_they_leave_and_stays_so_when_they_are_back(nora, lena, link, look):
    lena.post(link, password=CHOSEN)
    [made] = look(select(Staff).where(Staff.email == "lena@oak.example"))
    newer = link_on(nora.post(f"/clinic/people/{made.id}/link").text)
    nora.done(f"/clinic/people/{made.id}/disable")
    nora.done(f"/clinic/people/{made.id}/enable")
    assert lena.get(newer).status_code == 410
