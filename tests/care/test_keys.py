from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from pwa.care import keys
from pwa.store.db import enter
from pwa.store.tables import ClinicKey


def test_it_makes_a_key_once(session, cast):
    first = keys.live(session, cast.oak, keys.PUSH)
    assert keys.live(session, cast.oak, keys.PUSH).id == first.id
    assert len(first.public_key) == 87  # 65 bytes in base64url: an uncompressed point
    assert keys.private_of(first).curve.name == "secp256r1"


def test_each_purpose_and_each_clinic_has_its_own(session, cast):
    made = []
    for clinic in (cast.oak, cast.elm):
        enter(session, clinic)
        made += [keys.live(session, clinic, purpose) for purpose in (keys.PUSH, keys.SEAL)]
    assert len({key.public_key for key in made}) == 4


def test_it_finds_without_making(session, cast):
    assert keys.found(session, cast.oak, keys.SEAL) is None
    made = keys.live(session, cast.oak, keys.SEAL)
    assert keys.found(session, cast.oak, keys.SEAL) is made


def test_a_retired_key_is_replaced_and_kept(session, cast):
    old = keys.live(session, cast.oak, keys.SEAL)
    keys.retire(session, cast.oak, keys.SEAL)
    assert keys.live(session, cast.oak, keys.SEAL).id != old.id
    assert keys.by_id(session, cast.oak, old.id) is old
    assert keys.by_id(session, cast.elm, old.id) is None


def test_of_many_that_ask_at_once_one_makes_it(app, cast):
    def asks(_) -> str:
        with app.extensions["db"].session(clinic_id=cast.oak) as s:
            key = keys.live(s, cast.oak, keys.PUSH)
            s.commit()
            return key.id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(asks, range(8)))) == 1
    with app.extensions["db"].session(writes=False, clinic_id=cast.oak) as s:
        assert len(s.exec(select(ClinicKey)).all()) == 1
