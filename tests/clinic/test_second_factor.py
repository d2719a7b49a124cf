"""An authenticator app's codes, and the codes for the day when the phone is lost."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from pwa.care import clock as care_clock
from pwa.care.staff import totp
from pwa.store import db
from pwa.store.tables import Clinic, RecoveryCode, Staff
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words
from tests.clinic.test_resume import hidden

HALF_MINUTE = timedelta(seconds=30)


class App:
    """Nora's authenticator app."""

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret)

    def code(self, steps: int = 0) -> str:
        return self.totp.generate_otp(int(care_clock.now().timestamp()) // 30 + steps)


@pytest.fixture
def codes() -> list[str]:
    return []


@pytest.fixture
def phone(nora, codes, clock) -> App:
    """Set up, as Nora does it."""
    nora.post("/clinic/account/app")
    secret = re.search(r'class="raw">(\w+)<', nora.get("/clinic/account/app").text)[1]
    made = App(secret)
    shown = nora.post("/clinic/account/app/confirm", code=made.code())
    assert shown.status_code == 200
    assert "Only a password protects" not in shown.text
    codes += re.findall(r"<li>(\w{5}-\w{5})</li>", shown.text)
    clock.shift(HALF_MINUTE)
    return made


@pytest.fixture
def someone(app, clock) -> Nurse:
    return Nurse(app.test_client())


def enter(someone: Nurse, code: str):
    asked = someone.sign_in("nora@oak.example", PASSWORD)
    assert "One more step" in words(asked)
    return someone.client.post("/clinic/sign-in/code", data=hidden(asked) | {"code": code})


def test_it_is_asked_for_after_the_password(someone, phone):
    assert enter(someone, phone.code()).location == "/clinic/"
    assert "Password and app" in someone.page("/clinic/sessions")


def test_a_password_alone_opens_nothing(someone, phone):
    someone.sign_in("nora@oak.example", PASSWORD)
    assert someone.get("/clinic/").status_code == 302


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_it_takes_the_code_of_a_clock_that_is_a_little_off(someone, phone, clock, steps, taken):
    clock.shift(HALF_MINUTE * 4)
    assert (enter(someone, phone.code(steps)).status_code == 303) is taken


def test_it_takes_no_code_twice(someone, phone):
    code = phone.code()
    assert enter(someone, code).status_code == 303
    someone.post("/clinic/sign-out")
    again = enter(someone, code)
    assert again.status_code == 403
    assert "That code is not right, or it was used before." in words(again)


def test_it_takes_no_older_code_than_the_last(someone, phone):
    older = phone.code(-1)
    assert enter(someone, phone.code()).status_code == 303
    someone.post("/clinic/sign-out")
    assert enter(someone, older).status_code == 403


def test_it_asks_within_five_minutes(someone, phone, clock):
    asked = someone.sign_in("nora@oak.example", PASSWORD)
    clock.shift(timedelta(minutes=5, seconds=2))
    late = someone.client.post("/clinic/sign-in/code", data=hidden(asked) | {"code": phone.code()})
    assert late.location == "/clinic/sign-in"
    assert someone.get("/clinic/").status_code == 302


def test_it_lets_nobody_guess_for_long(someone, phone):
    asked = someone.sign_in("nora@oak.example", PASSWORD)
    for _ in range(9):
        someone.client.post("/clinic/sign-in/code", data=hidden(asked) | {"code": "000000"})
    right = hidden(asked) | {"code": phone.code()}
    assert someone.client.post("/clinic/sign-in/code", data=right).status_code == 429


def test_it_gives_ten_recovery_codes_which_work_once(someone, phone, codes):
    assert len(set(codes)) == 10
    assert enter(someone, codes[3].lower()).status_code == 303
    assert "9 of 10 can still be used" in someone.page("/clinic/account")
    someone.post("/clinic/sign-out")
    assert enter(someone, codes[3]).status_code == 403


def test_new_codes_end_the_old_ones(nora, someone, phone, codes):
    shown = nora.post("/clinic/account/recovery-codes")
    assert not set(codes) & set(re.findall(r"<li>(\w{5}-\w{5})</li>", shown.text))
    assert enter(someone, codes[0]).status_code == 403


def test_nothing_of_it_lies_in_clear(phone, codes, look):
    rows = repr([*look(select(Staff)), *look(select(RecoveryCode))])
    assert phone.totp.secret not in rows
    assert not [code for code in codes if code in rows or code.replace("-", "") in rows]


def test_its_secret_is_of_no_use_to_another(phone, session, cast):
    nora = session.get_one(Staff, (cast.oak, cast.nora))
    db.enter(session, cast.elm)
    omar = session.get_one(Staff, (cast.elm, cast.omar))
    omar.totp_secret, omar.totp_confirmed_at = nora.totp_secret, nora.totp_confirmed_at
    session.commit()
    key = "only for tests, and long enough to be taken"
    assert not totp.take(session, omar, key, phone.code())
    db.enter(session, cast.oak)
    assert not totp.take(session, nora, "another server's key, as long as it", phone.code())
    assert totp.take(session, nora, key, phone.code())


def test_a_wrong_first_code_turns_nothing_on(nora, someone):
    nora.post("/clinic/account/app")
    assert "That code is not right." in nora.refused("/clinic/account/app/confirm", code="000000")
    assert someone.sign_in("nora@oak.example", PASSWORD).status_code == 303


def test_it_is_turned_off(nora, someone, phone, look):
    nora.done("/clinic/account/app/remove")
    assert look(select(RecoveryCode)) == []
    assert someone.sign_in("nora@oak.example", PASSWORD).status_code == 303


def test_it_is_suggested_until_there_is_one(nora, phone, omar):
    advice = "Only a password protects your patients’ data."
    assert advice in omar.page("/clinic/")
    assert advice not in nora.page("/clinic/")


def test_a_clinic_can_ask_all_for_one(nora, omar, phone, session, cast):
    db.enter(session, cast.elm)
    session.get_one(Clinic, cast.elm).needs_second_factor = True
    session.commit()
    led = omar.client.get("/clinic/patients", follow_redirects=True)
    assert "Your clinic asks for more than a password." in words(led)
    assert led.request.path == "/clinic/account"
    assert omar.get("/clinic/account/app").status_code == 200


def test_it_confirms_who_it_is(nora, phone, cast, clock):
    clock.shift(timedelta(minutes=6))
    path = f"/clinic/patients/{cast.ana}/erase"
    proof = {"again-proof": phone.code()}
    assert nora.post(path, name="No", **proof).status_code == 422
    clock.shift(timedelta(minutes=6))
    assert nora.post(path, name="No", **proof).status_code == 403
