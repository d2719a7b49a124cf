import re
import threading
from datetime import timedelta

import pytest

from pwa.care import enrol, guesses, pairing
from pwa.errors import Expired, NotFound, TooMany
from pwa.store.db import Database
from pwa.store.tables import Device, Invite
from tests.conftest import NOW


@pytest.fixture
def invite(ana):
    made = pairing.make_invite(ana.s, ana.patient, "nora")
    ana.s.commit()
    return made


def redeem(life, secret):
    made = pairing.redeem(life.s, secret, "iPhone")
    life.s.commit()
    return made


def test_a_token_has_256_bits_and_a_code_ten_letters_that_nobody_mistakes(invite):
    assert len(invite.token) == 43
    assert re.fullmatch(r"[A-HJKMNP-TV-Z2-9]{5}-[A-HJKMNP-TV-Z2-9]{5}", invite.code)


def test_only_hashes_are_kept(ana, invite):
    device = redeem(ana, invite.token)
    token = device.cookie_value.split(".")[1]
    kept = str([row.model_dump() for row in ana.rows(Invite) + ana.rows(Device)])
    for secret in (invite.token, invite.code, invite.code.replace("-", ""), token):
        assert secret not in kept


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", " "), " {} ".format]
)
def test_a_code_may_be_typed_in_any_way(ana, invite, typed):
    assert redeem(ana, typed(invite.code)).device.patient_id == ana.patient.id


def test_a_phone_is_known_by_its_cookie(ana, invite):
    made = redeem(ana, invite.token)
    assert pairing.device_of(ana.s, made.cookie_value).id == made.device.id
    caller = pairing.caller_of(ana.s, made.cookie_value)
    assert (caller.patient.name, caller.clinic.name) == ("Ana Alder", "Oak Clinic")


@pytest.mark.parametrize(
    "cookie", [None, "", ".", "x", "{clinic}.", "{clinic}.wrong", "{elm}.{token}"]
)
def test_nobody_is_known_by_another(ana, invite, cast, cookie):
    token = redeem(ana, invite.token).cookie_value.split(".")[1]
    value = cookie and cookie.format(clinic=cast.oak, elm=cast.elm, token=token)
    assert pairing.device_of(ana.s, value) is None


def test_a_revoked_phone_is_not_known(ana, invite):
    made = redeem(ana, invite.token)
    pairing.revoke(ana.s, made.device)
    assert pairing.device_of(ana.s, made.cookie_value) is None
    assert pairing.devices_of(ana.s, ana.patient) == []


def test_a_phone_of_a_patient_who_left_is_not_known(ana, invite):
    made = redeem(ana, invite.token)
    enrol.archive_patient(ana.s, ana.patient)
    assert pairing.device_of(ana.s, made.cookie_value) is None


def test_a_patient_who_left_cannot_pair(ana, invite):
    enrol.archive_patient(ana.s, ana.patient)
    with pytest.raises((NotFound, Expired)):
        redeem(ana, invite.token)


def test_a_link_works_once_and_says_so(ana, invite):
    redeem(ana, invite.token)
    with pytest.raises(Expired):
        redeem(ana, invite.token)


def test_link_and_code_are_one_invite(ana, invite):
    redeem(ana, invite.code)
    with pytest.raises(Expired):
        redeem(ana, invite.token)


def test_a_used_code_is_answered_like_an_unknown_one(ana, invite):
    redeem(ana, invite.code)
    with pytest.raises(NotFound) as used:
        redeem(ana, invite.code)
    with pytest.raises(NotFound) as unknown:
        redeem(ana, "ABCDE-FGHJK")
    assert used.value.message == unknown.value.message


@pytest.mark.parametrize(
    ("valid", "lasts"), [("clinic", timedelta(minutes=15)), ("message", timedelta(hours=72))]
)
def test_it_ends_with_its_time(ana, clock, valid, lasts):
    made = pairing.make_invite(ana.s, ana.patient, "nora", valid)
    other = pairing.make_invite(ana.s, ana.patient, "nora", valid)
    assert made.expires_at == NOW + lasts
    clock.shift(lasts - timedelta(seconds=1))
    assert pairing.redeem(ana.s, made.token)
    clock.shift(1)
    with pytest.raises(Expired):
        pairing.redeem(ana.s, other.token)
    with pytest.raises(NotFound):
        pairing.redeem(ana.s, other.code)


def test_of_two_at_once_exactly_one_wins(ana, invite, database_url):
    database = Database(database_url)
    ended, start = [], threading.Barrier(6)

    def race(secret):
        start.wait()
        with database.session() as s:
            try:
                pairing.redeem(s, secret)
                s.commit()
                ended.append("paired")
            except (Expired, NotFound):
                ended.append("refused")

    secrets = [invite.token, invite.code] * 3
    threads = [threading.Thread(target=race, args=(secret,)) for secret in secrets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.engine.dispose()
    assert sorted(ended) == ["paired"] + ["refused"] * 5
    assert len(ana.rows(Device)) == 1


def guess(s, address, times=1):
    for _ in range(times):
        guesses.note(s, address)


def test_guessing_is_limited_by_address(session, clock):
    guess(session, "10.0.0.1", guesses.PER_ADDRESS - 1)
    guesses.refuse_if_full(session, "10.0.0.1", is_code=True)
    guess(session, "10.0.0.1")
    for is_code in (True, False):
        with pytest.raises(TooMany, match="15 min"):
            guesses.refuse_if_full(session, "10.0.0.1", is_code=is_code)
    guesses.refuse_if_full(session, "10.0.0.2", is_code=True)


def test_guessing_codes_is_limited_over_all_addresses(session, clock, monkeypatch):
    monkeypatch.setattr(guesses, "IN_ALL", 5)
    for number in range(5):
        guess(session, f"10.0.0.{number}")
    with pytest.raises(TooMany):
        guesses.refuse_if_full(session, "10.0.1.1", is_code=True)
    guesses.refuse_if_full(session, "10.0.1.1", is_code=False)


def test_the_limit_ends_with_its_time(session, clock):
    guess(session, "10.0.0.1", guesses.PER_ADDRESS)
    clock.shift(guesses.WINDOW)
    guesses.refuse_if_full(session, "10.0.0.1", is_code=True)


def test_the_limit_holds_across_processes(session, database_url, clock):
    guess(session, "10.0.0.1", guesses.PER_ADDRESS)
    session.commit()
    other = Database(database_url)
    with other.session() as s, pytest.raises(TooMany):
        guesses.refuse_if_full(s, "10.0.0.1", is_code=True)
    other.engine.dispose()
