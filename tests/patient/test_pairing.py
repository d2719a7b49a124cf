import pytest
from sqlmodel import select

from pwa.care import guesses, pairing
from pwa.store.tables import Device, Patient
from tests.patient.conftest import Phone


def test_it_pairs_with_a_link(stranger, invite):
    answer = stranger.pair(invite.token)
    assert answer.status_code == 201
    assert answer.json["patient"]["name"] == "Ana Alder"
    assert answer.json["plan"]["periods"]


def test_it_pairs_with_a_code_typed_in_any_way(stranger, invite):
    assert stranger.pair(f" {invite.code.lower().replace('-', ' ')} ").status_code == 201


def test_the_cookie_lasts_and_is_out_of_reach_of_scripts(stranger, invite):
    cookie = stranger.pair(invite.token).headers["Set-Cookie"]
    assert cookie.startswith("booster=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={400 * 86_400}"):
        assert part in cookie


def test_on_https_the_cookie_is_tied_to_the_host(make_app, cast, invite):
    app = make_app(https=True, proxies=1, hosts=("localhost",))
    cookie = Phone(app.test_client(), cast.ana).pair(invite.token).headers["Set-Cookie"]
    assert cookie.startswith("__Host-booster=")
    assert "Secure" in cookie


@pytest.mark.parametrize("secret", ["ABCDE-FGHJK", "x" * 43])
def test_it_does_not_know_a_made_up_secret(stranger, secret):
    answer = stranger.pair(secret)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not-found")
    assert "Set-Cookie" not in answer.headers


def test_a_link_works_once(stranger, invite):
    stranger.pair(invite.token)
    answer = stranger.pair(invite.token)
    assert (answer.status_code, answer.json["error"]["code"]) == (410, "expired")


def test_a_used_code_is_like_an_unknown_one(stranger, invite):
    stranger.pair(invite.code)
    used, unknown = stranger.pair(invite.code), stranger.pair("ABCDE-FGHJK")
    assert (used.status_code, used.data) == (unknown.status_code, unknown.data)


def test_a_link_ends_with_its_time(stranger, invite, clock):
    clock.shift(72 * 3600)
    assert stranger.pair(invite.token).status_code == 410


@pytest.mark.parametrize("body", [{}, {"secret": ""}, {"secret": 5}, {"secret": "x" * 300}])
def test_it_names_the_field_at_fault(stranger, body):
    answer = stranger.client.post("/api/pair", json=body, headers={"X-Booster": "1"})
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json["error"]["fields"]] == ["secret"]


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'{"secret": "\xff"}'])
def test_it_wants_a_json_object(stranger, body):
    answer = stranger.client.post(
        "/api/pair", data=body, content_type="application/json", headers={"X-Booster": "1"}
    )
    assert answer.status_code == 400


def test_text_that_is_no_text_does_no_harm(stranger):
    assert stranger.pair("\ud800").status_code == 404


def test_guessing_is_limited(stranger, invite):
    for _ in range(guesses.PER_ADDRESS):
        assert stranger.pair("ABCDE-FGHJK").status_code == 404
    answer = stranger.pair(invite.code)
    assert (answer.status_code, answer.json["error"]["code"]) == (429, "too-many")
    assert "Retry-After" in answer.headers


def test_the_limit_ends(stranger, invite, clock):
    for _ in range(guesses.PER_ADDRESS):
        stranger.pair("ABCDE-FGHJK")
    clock.shift(guesses.WINDOW)
    assert stranger.pair(invite.code).status_code == 201


def test_a_right_secret_is_no_guess(stranger, session, cast):
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    made = [pairing.make_invite(session, ana, "nora") for _ in range(guesses.PER_ADDRESS + 1)]
    session.commit()
    assert {stranger.pair(one.code).status_code for one in made} == {201}


def test_pairing_again_leaves_no_phone_behind_that_nobody_holds(phone, session, cast):
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    again = pairing.make_invite(session, ana, "nora")
    session.commit()
    assert phone.pair(again.token).status_code == 201
    assert len(pairing.devices_of(session, ana)) == 1


def test_the_label_is_what_the_clinic_sees(phone, session):
    assert session.exec(select(Device.label)).all() == ["iPhone"]


@pytest.mark.parametrize("field", ["code", "token"])
def test_a_plain_form_pairs_too(stranger, invite, field):
    answer = stranger.client.post("/app/pair", data={field: getattr(invite, field)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/app")
    assert stranger.client.get("/api/session").status_code == 200


def test_a_plain_form_with_a_wrong_code_says_so(stranger):
    answer = stranger.client.post("/app/pair", data={"code": "ABCDE-FGHJK"})
    assert answer.status_code == 404
    assert "ask your clinic for a new one" in answer.text
