import pytest

from pwa.care import pairing


@pytest.fixture
def phone(ana, session, cast):
    made = pairing.redeem(
        session, pairing.make_invite(session, ana.patient, cast.nora).code, "Ana’s phone"
    )
    session.commit()
    return made


def test_it_lists_the_phones_that_are_paired(nora, cast, phone):
    page = nora.page(f"/clinic/patients/{cast.ana}")
    assert "Ana’s phone, paired Mon 27 Apr 2026, 11:00, last seen" in page


def test_it_unpairs_one_after_asking_and_at_once(nora, app, phone):
    client = app.test_client()
    client.set_cookie("booster", phone.cookie_value)
    assert client.get("/api/session").status_code == 200
    path = f"/clinic/phones/{phone.device.id}/revoke"
    assert "can be sent when it is paired again" in nora.page(path)
    assert client.get("/api/session").status_code == 200
    assert "That phone is no longer paired." in nora.done(path)
    assert client.get("/api/session").status_code == 401
    assert nora.get(path).status_code == 404
