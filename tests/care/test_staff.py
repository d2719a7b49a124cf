"""What holds for staff whichever door they use."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from pwa.care import clock as care_clock
from pwa.care import enrol
from pwa.care.staff import over, people, recovery, sessions, totp
from pwa.errors import BoosterError
from pwa.store.tables import SignInChallenge, Staff, StaffInvite, StaffSession
from tests import spared
from tests.cast import PASSWORD

KEY = "k" * 32


@pytest.fixture
def at_once(app, cast):
    """Do several things at once, each in a transaction of its own; gives how many were done."""

    def run(*acts) -> int:
        barrier, done = Barrier(len(acts)), []

        def one(act) -> None:
            barrier.wait()
            with app.extensions["db"].session(clinic_id=cast.oak) as s:
                try:
                    taken = act(s)
                except BoosterError:
                    return
                s.commit()
            done.append(taken is not False)

        threads = [Thread(target=one, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(done)

    return run


def nora_in(s, cast) -> Staff:
    return s.get_one(Staff, (cast.oak, cast.nora))


def test_two_administrators_cannot_both_take_the_role_away(at_once, session, cast):
    lena = enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena", PASSWORD)
    session.commit()

    def leaves(staff_id):
        return lambda s: people.set_role(s, s.get_one(Staff, (cast.oak, staff_id)), "auditor")

    assert at_once(leaves(lena.id), leaves(cast.nora)) == 1


def test_a_recovery_code_is_taken_by_one_alone(at_once, session, cast):
    code = recovery.renew(session, nora_in(session, cast))[0]
    session.commit()
    taken = [lambda s: recovery.take(s, nora_in(s, cast), code)] * 4
    assert at_once(*taken) == 1


def test_a_code_of_the_app_is_taken_by_one_alone(at_once, session, cast, clock):
    uri = totp.begin(session, nora_in(session, cast), KEY)
    code = totp.pyotp.parse_uri(uri).generate_otp(int(care_clock.now().timestamp()) // 30)
    row = nora_in(session, cast)
    session.refresh(row)
    row.totp_confirmed_at = care_clock.now()
    session.commit()
    taken = [lambda s: totp.take(s, nora_in(s, cast), KEY, code)] * 4
    assert at_once(*taken) == 1


def test_what_is_over_is_deleted_and_nothing_else(session, cast, clock):
    nora = nora_in(session, cast)
    now = care_clock.now()
    sessions.begin(session, nora, "Firefox", "203.0.113.7", "password")
    for name, days in (("old", 31), ("new", 1)):
        ends = now - timedelta(days=days)
        session.add(StaffInvite(clinic_id=cast.oak, email="x", name="x", role="auditor",
                                token_hash=name, created_by=nora.id, created_at=ends,
                                expires_at=ends))  # fmt: skip
    session.add(SignInChallenge(purpose="sign-in", token_hash="t", expires_at=now))
    session.commit()
    clock.shift(timedelta(hours=12))
    over.delete_all(session)
    over.delete_of(session, cast.oak)
    assert len(session.exec(select(StaffSession)).all()) == 1
    assert session.exec(select(StaffInvite.token_hash)).all() == ["new"]
    assert session.exec(select(SignInChallenge)).all() == []
    clock.shift(timedelta(days=1, minutes=1))
    over.delete_all(session)
    over.delete_of(session, cast.oak)
    assert session.exec(select(StaffSession)).all() == []


def test_a_password_costs_who_guesses_it_as_much_as_is_recommended():
    # RFC 9106, the second recommended option: 64 MiB, three passes, four lanes.
    asked = spared.SHIPPED
    assert (asked.memory_cost, asked.time_cost, asked.parallelism) == (64 * 1024, 3, 4)
