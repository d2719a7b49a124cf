from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import clock as care_clock
from pwa.care import enrol
from pwa.store.tables import Staff, StaffSession
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse


@pytest.fixture
def at_home(app, nora):
    """Nora again, at another browser."""
    again = Nurse(app.test_client())
    again.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone) Safari/605.1"
    again.sign_in("nora@oak.example", PASSWORD)
    return again


def is_in(nurse: Nurse) -> bool:
    return nurse.get("/clinic/sessions").status_code == 200


def test_it_ends_after_15_minutes_without_use(nora, clock):
    clock.shift(timedelta(minutes=14, seconds=59))
    assert is_in(nora)
    clock.shift(timedelta(minutes=14, seconds=59))
    assert is_in(nora)
    clock.shift(timedelta(minutes=15))
    assert not is_in(nora)


def test_it_ends_after_12_hours_however_much_it_is_used(nora, clock):
    for _ in range(71):
        clock.shift(timedelta(minutes=10))
        assert is_in(nora)
    clock.shift(timedelta(minutes=10))
    assert not is_in(nora)


def test_it_lists_ones_own_sessions_and_no_others(nora, at_home, omar):
    page = nora.page("/clinic/sessions")
    assert "(this one)" in page
    assert "Safari on iPhone" in page
    assert page.count("End this session") == 2


def test_it_is_revoked_at_the_next_request(nora, at_home, look):
    [mine] = look(select(StaffSession).where(StaffSession.user_agent.contains("iPhone")))
    page = nora.done(f"/clinic/sessions/{mine.id}/revoke")
    assert "That session has ended." in page
    assert not is_in(at_home)
    assert is_in(nora)


def test_it_cannot_be_revoked_by_a_colleague(nora, session, look, cast, app):
    enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD)
    session.commit()
    lena = Nurse(app.test_client())
    lena.sign_in("lena@oak.example", PASSWORD)
    [mine] = look(select(StaffSession).where(StaffSession.staff_id == cast.nora))
    assert lena.post(f"/clinic/sessions/{mine.id}/revoke").status_code == 404
    assert is_in(nora)


def test_it_ends_at_sign_out_and_the_old_cookie_opens_nothing(nora):
    cookie = nora.client.get_cookie("clinic").value
    response = nora.post("/clinic/sign-out")
    assert response.location == "/clinic/sign-in?signed-out"
    nora.client.set_cookie("clinic", cookie)
    assert not is_in(nora)


def test_it_ends_for_staff_who_have_left(nora, session, cast):
    session.get_one(Staff, (cast.oak, cast.nora)).disabled_at = care_clock.now()
    session.commit()
    assert not is_in(nora)


@pytest.mark.parametrize("forged", ["", ".", "x", "{oak}.", "{oak}.guess", "{elm}.{token}"])
def test_it_takes_no_forged_cookie(nora, cast, forged):
    token = nora.client.get_cookie("clinic").value.partition(".")[2]
    nora.client.set_cookie("clinic", forged.format(oak=cast.oak, elm=cast.elm, token=token))
    assert not is_in(nora)


def test_it_keeps_only_a_hash_of_the_token(nora, look):
    token = nora.client.get_cookie("clinic").value.partition(".")[2]
    rows = look(select(StaffSession))
    assert rows
    assert not any(token in repr(row) for row in rows)
    assert len(token) >= 43  # 256 bits
