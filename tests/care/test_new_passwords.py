"""A password is refused that somebody with a list, or who knows its owner, would soon have."""

import pytest
from zxcvbn import matching

from pwa.care import enrol
from pwa.care.staff import new_password, people
from pwa.errors import Invalid
from pwa.store.tables import Staff
from tests.cast import PASSWORD

WHOSE = ("Nora North", "nora.north@oakgrove.example", "Oak Grove Clinic")


@pytest.mark.parametrize(
    "password",
    [
        *("password1234", "Password123!", "123456789012", "qwertyuiop12", "iloveyou1234"),
        *("football1985!", "aaaaaaaaaaaaaaaaaaaaaaaa", "abcabcabcabcabc", "letmeinplease"),
        *("ketaminebooster", "BoosterCheck1", "oakgroveclinic", "noranorth2026", "oakgrove1234"),
        *("nora.north@oakgrove.example", "Oak Grove Clinic", "5" * 500),
    ],
)
def test_it_is_refused(password):
    assert "easy to guess" in new_password.why_not(password, WHOSE)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "a boat on the lake",
        "vhK3#xq9Lm2!",
        "un café noir à Lyon",
        "岸辺を歩くのが好きです毎朝",
    ],
    ids=range(5),
)
def test_it_is_taken(password):
    assert new_password.why_not(password, WHOSE) is None


def test_what_is_guessed_depends_on_whose_it_is():
    assert new_password.why_not("oakgrove1234", ("Lena Lime", "lena@elm.example", "Elm")) is None


def test_a_short_one_is_told_how_long():
    assert new_password.why_not("vhK3#xq9Lm2", WHOSE) == "must have at least 12 characters"


def test_one_longer_than_what_is_looked_at_is_taken():
    assert new_password.why_not("vhK3#xq9Lm2!" * 40, WHOSE) is None


def test_signs_are_not_read_in_every_way_that_there_is(monkeypatch):
    read, whole = [], matching.translate
    monkeypatch.setattr(matching, "translate", lambda *given: read.append(1) or whole(*given))
    assert new_password.why_not("4@8({[</369&#!1/|0$5+7%2" * 3, WHOSE) is None
    assert 0 < len(read) <= 2 * new_password._READINGS  # once more for what is repeated


def test_nobody_begins_with_one_or_changes_to_one(session, cast):
    whose = (cast.oak, "lena@oak.example", "Lena Lime")
    with pytest.raises(Invalid, match="password: is easy to guess"):
        enrol.add_staff(session, *whose, "lenalime1234")
    nora = session.get_one(Staff, (cast.oak, cast.nora))
    before = nora.password_hash
    with pytest.raises(Invalid, match="password: is easy to guess"):
        people.set_password(session, nora, "noranorth123")
    assert nora.password_hash == before
