"""Two machines on one PostgreSQL, asked at once: they slow a guesser down together."""

import http.client
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import NamedTuple
from urllib.parse import urlencode

import pyotp
import pytest
from itsdangerous import URLSafeTimedSerializer

from pwa.care import clock, guesses
from pwa.care.staff import totp, tries
from pwa.store.db import Database
from pwa.store.tables import Staff
from tests import SECRET_KEY
from tests.browser.server import PATIENCE, Server

AT_ONCE = 8
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json", "X-Booster": "1"}


class Guess(NamedTuple):
    """What is sent each time, and how it is answered until it is too much."""

    path: str
    body: str
    headers: dict[str, str]
    refused: int
    allowed: int


@pytest.fixture
def machines(postgres, tmp_path) -> Iterator[list[Server]]:
    url = postgres.peopled(tmp_path)
    with ExitStack() as stack:
        made = [Server(tmp_path / name, DATABASE_URL=url) for name in ("one", "two")]
        yield [stack.enter_context(server) for server in made]


@pytest.fixture
def omars_codes(machines, postgres) -> pyotp.TOTP:
    """Omar has an authenticator app."""
    database = Database(machines[0].env["DATABASE_URL"])
    with database.session(clinic_id=postgres.cast.elm) as s:
        omar = s.get_one(Staff, (postgres.cast.elm, postgres.cast.omar))
        address = totp.begin(s, omar, SECRET_KEY)
        omar.totp_confirmed_at = clock.now()
        s.commit()
    database.engine.dispose()
    return pyotp.TOTP(totp.secret_of(address))


def send(server: Server, method: str, path: str, body: str = "", **headers: str):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer, answer.read().decode()


def form_of(server: Server) -> Callable[..., dict]:
    """What the sign-in page gives to whoever fills it in, at whichever machine."""
    answer, page = send(server, "GET", "/clinic/sign-in")
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)[1]
    headers = FORM | {"Cookie": answer.getheader("Set-Cookie").partition(";")[0]}
    return lambda **said: {"body": urlencode(said | {"csrf_token": token}), "headers": headers}


def never_right(codes: pyotp.TOTP) -> str:
    """A code which is none of this hour's."""
    now = int(clock.now().timestamp())
    right = {codes.at(now + 30 * step) for step in range(-120, 121)}
    return next(code for code in map("{:06}".format, range(1000)) if code not in right)


def guesses_of(server: Server, codes: pyotp.TOTP, cast) -> Iterator[Guess]:
    form, account = form_of(server), tries.TRIES["account"]
    pairing = {"body": json.dumps({"secret": "A2345-BCDEF"}), "headers": JSON}
    yield Guess("/api/pair", refused=404, allowed=guesses.PER_ADDRESS, **pairing)
    password = form(email="nora@oak.example", password="a wrong guess, long enough")
    yield Guess("/clinic/sign-in", refused=403, allowed=account, **password)
    tickets = URLSafeTimedSerializer(SECRET_KEY, salt="clinic-second-factor")
    code = form(ticket=tickets.dumps([cast.elm, cast.omar]), code=never_right(codes))
    yield Guess("/clinic/sign-in/code", refused=403, allowed=account, **code)


def test_they_count_together(machines, omars_codes, postgres):
    for guess in guesses_of(machines[0], omars_codes, postgres.cast):

        def ask(number: int, guess: Guess = guess) -> int:
            server = machines[number % len(machines)]
            return send(server, "POST", guess.path, guess.body, **guess.headers)[0].status

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(ask, range(guess.allowed + AT_ONCE)))
        expected = [guess.refused] * guess.allowed + [429] * AT_ONCE
        assert sorted(answers) == expected, guess.path
