"""Guessing is slowed down whichever process is asked, and says nothing about who has an account."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from pwa.care import clock as care_clock
from pwa.care import guesses
from pwa.care.staff import passwords, sessions, tries
from pwa.clinic import entering
from pwa.store.tables import Staff
from tests.clinic.nurse import words

AT_ONCE, PROCESSES = 4, 2
TOKEN, OPEN = "a token that the test knows", "another one, of a session that is open"
WRONG = "a wrong guess, long enough"


@pytest.fixture
def clients(make_app) -> list[FlaskClient]:
    """One at each of two processes; the token of forms is not what is tried here."""
    made = [make_app() for _ in range(PROCESSES)]
    for app in made:
        app.config.update(WTF_CSRF_ENABLED=False, WTF_CSRF_METHODS=[])
        app.test_client_class = FlaskClient
    return [app.test_client() for app in made]


def guess_pairing(client: FlaskClient, cast) -> int:
    said = {"secret": "A2345-BCDEF"}
    return client.post("/api/pair", json=said, headers={"X-Booster": "1"}).status_code


def guess_password(client: FlaskClient, cast) -> int:
    said = {"email": "nora@oak.example", "password": WRONG}
    return client.post("/clinic/sign-in", data=said).status_code


def guess_code(client: FlaskClient, cast) -> int:
    with client.application.app_context():
        ticket = entering._tickets().dumps([cast.oak, cast.nora])
    said = {"ticket": ticket, "code": "000000"}
    return client.post("/clinic/sign-in/code", data=said).status_code


def guess_again(client: FlaskClient, cast) -> int:
    """At an unlocked screen, where somebody else is asked who they are."""
    client.set_cookie("clinic", f"{cast.oak}.{TOKEN}")
    return client.post("/clinic/unlock", data={"who": cast.nora, "proof": WRONG}).status_code


def guess_old_password(client: FlaskClient, cast) -> int:
    """At a screen that was left open, to choose a new one."""
    client.set_cookie("clinic", f"{cast.oak}.{OPEN}")
    said = {"old": WRONG, "password": "another walk by the sea"}
    return client.post("/clinic/account/password", data=said).status_code


@pytest.fixture
def known_sessions(clients, cast, clock, monkeypatch) -> None:
    """Two of Nora's, with tokens that are known: at a screen that is locked, and at an open one."""
    with clients[0].application.extensions["db"].session(clinic_id=cast.oak) as s:
        nora = s.get_one(Staff, (cast.oak, cast.nora))
        for token in (TOKEN, OPEN):
            monkeypatch.setattr("secrets.token_urlsafe", lambda *_, token=token: token)
            sessions.begin(s, nora, "A browser", "127.0.0.1", "password")
        s.commit()
    clients[0].set_cookie("clinic", f"{cast.oak}.{TOKEN}")
    assert clients[0].post("/clinic/lock").status_code == 204


@pytest.mark.parametrize(
    ("guess", "refused", "allowed"),
    [
        (guess_pairing, 404, guesses.PER_ADDRESS),
        (guess_password, 403, tries.TRIES["account"]),
        (guess_code, 403, tries.TRIES["account"]),
        (guess_again, 403, tries.TRIES["account"]),
        (guess_old_password, 422, tries.TRIES["account"]),
    ],
)
def test_the_limit_holds_over_processes_that_are_asked_at_once(
    clients, cast, clock, known_sessions, monkeypatch, guess, refused, allowed
):
    monkeypatch.setattr(passwords, "matches", lambda *_: False)  # or it takes its time
    many = [clients[number % PROCESSES] for number in range(allowed + 2 * AT_ONCE)]

    def try_at(client: FlaskClient) -> int:
        return guess(client.application.test_client(), cast)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(try_at, many))
    assert sorted(answers) == sorted([refused] * allowed + [429] * (2 * AT_ONCE))


def somebody(session, cast) -> str:
    return "nora@oak.example"


def nobody(session, cast) -> str:
    return "nobody@oak.example"


def somebody_who_left(session, cast) -> str:
    session.get_one(Staff, (cast.oak, cast.nora)).disabled_at = care_clock.now()
    session.commit()
    return "nora@oak.example"


@pytest.mark.parametrize("who", [somebody, nobody, somebody_who_left])
def test_it_answers_alike_and_works_as_hard_for_whoever_is_named(
    clients, session, cast, clock, who, monkeypatch
):
    hashed = []
    whole = passwords.matches

    def matches(password_hash: str, password: str) -> bool:
        hashed.append(password_hash.rpartition("$")[0].rpartition("$")[0])  # how hard, not what
        return whole(password_hash, password)

    monkeypatch.setattr(passwords, "matches", matches)
    email = who(session, cast)
    answer = clients[0].post("/clinic/sign-in", data={"email": email, "password": WRONG})
    assert answer.status_code == 403
    assert "The email or the password is not right." in words(answer)
    parameters = passwords.hashed("x").rpartition("$")[0].rpartition("$")[0]
    assert hashed == [parameters]
