"""A list of all passwords that were seen in breaches, which an operator may have."""

import hashlib

import pytest

from pwa.care.staff import breached, new_password
from pwa.config import Refused, Settings
from tests import SECRET_KEY

# Nobody would guess them, and they are known all the same.
SEEN = [f"a strange bird {number} over the lake" for number in range(200)]


@pytest.fixture
def listed(tmp_path):
    """A file as the downloader writes it, which ends without a line break."""
    hashes = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in SEEN)  # noqa: S324
    file = tmp_path / "pwned-passwords.txt"
    file.write_bytes("\r\n".join(f"{one}:{number}" for number, one in enumerate(hashes)).encode())
    breached.use(str(file))
    yield file
    breached.use("")


def test_it_finds_each_of_them_and_nothing_else(listed):
    assert all(breached.has(one) for one in SEEN)
    assert not any(breached.has(f"{one}!") for one in SEEN)


def test_one_of_them_is_refused(listed):
    assert "was seen in a breach" in new_password.why_not(SEEN[7], ())
    assert new_password.why_not("a boat on the lake", ()) is None


def test_without_a_list_none_is_looked_up():
    assert new_password.why_not(SEEN[7], ()) is None


def test_the_setting_names_a_list(listed, make_app):
    given = {"SECRET_KEY": SECRET_KEY, "BREACHED_PASSWORDS": str(listed)}
    settings = Settings.from_environment(given)
    breached.use("")
    make_app(breached_passwords=settings.breached_passwords)
    assert breached.has(SEEN[0])


@pytest.mark.parametrize("text", [None, "", "password1\n"])
def test_what_is_no_list_stops_the_start(tmp_path, text):
    file = tmp_path / "list"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Refused, match="BREACHED_PASSWORDS"):
        Settings.from_environment({"SECRET_KEY": SECRET_KEY, "BREACHED_PASSWORDS": str(file)})
