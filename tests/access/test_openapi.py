"""Every route of the API is documented, and every documented answer is a real one."""

from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy.exc import OperationalError

from pwa.care import pairing
from pwa.store.tables import Patient
from pwa.web.limits import API_BYTES
from tests.access.api import as_documented, documented, faults, operations
from tests.clinic.story import Story, ago
from tests.items import check_in_item
from tests.patient.conftest import Phone

ITEM = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"
PAIR, LANGUAGE = ("POST", "/api/pair"), ("PUT", "/api/language")
SIGN_OUT, LATER = ("DELETE", "/api/session"), ("POST", "/api/reminders/later")
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
PUSH = {
    "endpoint": "https://push.example/1",
    "keys": {"p256dh": P256DH, "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
}
FINE = {
    PAIR: {"secret": "A2345-BCDEF"},
    LANGUAGE: {"language": "es"},
    ("PUT", "/api/programme"): {"state": "on"},
    ("PUT", "/api/reminders"): {"hour": 10},
    LATER: {"when": "tomorrow"},
    ("PUT", "/api/push"): PUSH,
}
REFUSED = {
    PAIR: {"secret": ""},
    LANGUAGE: {"language": "tlh"},
    ("PUT", "/api/programme"): {"state": "gone"},
    ("PUT", "/api/reminders"): {"hour": 99},
    LATER: {"when": "never"},
    ("PUT", "/api/push"): {},
}


@pytest.fixture
def seen(app, session, cast, clock):
    """Every documented answer that was got: (method, path, status)."""
    return Seen(app, session, cast)


class Seen:
    """Asks, and notes which answers came; an answer that is not as documented fails at once."""

    def __init__(self, app, session, cast) -> None:
        self.got: set[tuple[str, str, int]] = set()
        self.phone = Phone(app.test_client(), cast.ana)
        self.stranger = Phone(app.test_client(), cast.ana)
        self._session, self._cast = session, cast

    def invite(self) -> str:
        ana = self._session.get(Patient, (self._cast.oak, self._cast.ana))
        made = pairing.make_invite(self._session, ana, "nora")
        self._session.commit()
        return made.token

    def ask(self, method, path, said=None, phone=None, headers=(), item=ITEM):
        phone = phone or self.phone
        sent = {"X-Booster": "1"} | dict(headers)
        if path.endswith("{item_id}"):
            kind = path.split("/")[2]
            answer = phone.put(said if said is not None else item_of(phone, kind),
                               item, kind, **sent)  # fmt: skip
        else:
            body = {"data": said} if isinstance(said, bytes) else {"json": said}
            answer = phone.client.open(path, method=method, headers=sent, **body)
        assert faults(method, path, answer) == [], f"{method} {path} {answer.status}: {answer.text}"
        self.got.add((method, path, answer.status_code))
        return answer


def item_of(phone: Phone, kind: str) -> dict:
    if kind == "contacts":
        return {"patient": phone.patient, "on": "2026-04-27"}
    return check_in_item(phone.patient, "2026-04-27", [1, 0, 1, 0, 0, 1, 0])


def test_it_documents_every_route(app):
    routes = {
        (method, as_documented(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert set(operations()) == routes


def test_every_documented_answer_is_real(seen, session, cast, monkeypatch):
    refuse_strangers(seen)
    pair(seen)
    refuse_what_is_wrong(seen)
    Story(session, cast.oak, cast.ana).treated(ago(14))
    take_what_is_right(seen)
    with monkeypatch.context() as patch:
        for name in ("open", "open_light"):
            patch.setattr(f"pwa.store.db.Database.{name}", away)
        ask_all(seen)
    with monkeypatch.context() as patch:
        patch.setattr("pwa.web.pace.Pace.wait", lambda *_: 7)
        ask_all(seen)
    seen.ask(*SIGN_OUT)
    assert documented() - seen.got == set()


def away(*_args, **_options):
    raise OperationalError("SELECT", {}, Exception("disk full"))


def ask_all(seen: Seen, phone: Phone | None = None, but: tuple[str, str] | None = None) -> None:
    for method, path in operations():
        if (method, path) != but:
            seen.ask(method, path, FINE.get((method, path)), phone)


def refuse_strangers(seen: Seen) -> None:
    ask_all(seen, seen.stranger)


def pair(seen: Seen) -> None:
    token = seen.invite()
    seen.ask(*PAIR, {"secret": token, "label": "iPhone"})
    seen.ask(*PAIR, {"secret": token}, seen.stranger)


def refuse_what_is_wrong(seen: Seen) -> None:
    for method, path in operations():
        if method != "GET":
            said = FINE.get((method, path))
            seen.ask(method, path, said, headers={"X-Booster": ""})
            seen.ask(method, path, said, headers={"Sec-Fetch-Site": "cross-site"})
            seen.ask(method, path, b" " * (API_BYTES + 1))
        if (method, path) in REFUSED:
            seen.ask(method, path, REFUSED[method, path])
        if path.endswith("{item_id}"):
            seen.ask(method, path, {"patient": seen.phone.patient})
            seen.ask(method, path, headers={"Content-Type": "text/plain"})
            seen.ask(method, path, item="mine")


def take_what_is_right(seen: Seen) -> None:
    seen.ask(*LATER, FINE[LATER])  # while a check-in is due
    ask_all(seen, but=SIGN_OUT)
    for kind in ("check-ins", "contacts"):
        path = f"/api/{kind}/{{item_id}}"
        other = item_of(seen.phone, kind) | {"on": "2026-04-26"}
        for said in (None, None, other):
            seen.ask("PUT", path, said, item=str(uuid5(NAMESPACE_URL, kind)))
    tag = seen.ask("GET", "/api/session").headers["ETag"]
    seen.ask("GET", "/api/session", headers={"If-None-Match": tag})
