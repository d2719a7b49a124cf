from datetime import timedelta

import pytest

from pwa.care import pairing, phone_word


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


@pytest.fixture
def told(phone, session):
    """What this phone says of itself, three days ago."""

    def say(**word):
        usual = {"made": 2, "lost": 0, "shared": False, "keeps": "best-effort"}
        phone_word.note(session, phone.device, phone_word.PhoneWord(**usual | word))
        phone.device.reported_at -= timedelta(days=3)
        session.commit()

    return say


def test_it_shows_what_a_phone_made_beside_what_arrived(nora, cast, told):
    told(shared=True)
    page = nora.page(f"/clinic/patients/{cast.ana}")
    assert "It made 2 check-ins; 0 arrived. Its browser may delete what waits." in page
    assert "Others use this phone too." in page


def test_the_call_list_names_a_phone_whose_check_ins_did_not_arrive(nora, omar, told):
    told(lost=1)
    page = nora.page("/clinic/")
    assert "Check-ins that did not arrive" in page
    assert "1 on the way since Fri 24 Apr 2026, 11:00, 1 lost by the phone" in page
    assert "did not arrive" not in omar.page("/clinic/")


def test_the_call_list_is_silent_when_all_arrived(nora, told):
    told(made=0)
    assert "did not arrive" not in nora.page("/clinic/")
