"""The requests of one clinic's people, and how their ids become those of another."""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from pwa.care import roles
from tests.access.matrix import staff_only
from tests.access.world import Side, World, address
from tests.items import WELL, check_in_item

TYPED = ("2026-04-27", "2026-05-04", "1", "y", "A note", "booster", "")
KNOWN = (
    *(
        ("GET", f"/api/{name}")
        for name in ("session", "data.json", "data.csv", "reminders", "push")
    ),
    *(("GET", f"/app/{name}") for name in ("plan/plain", "data/plain", "check-ins.ics")),
)
SAID = {
    "/api/programme": {"state": "pause", "until": "2026-05-04"},
    "/api/language": {"language": "es"},
    "/api/reminders": {"hour": 9, "email": False, "quiet": [21, 8]},
    "/api/deletion": {},
    "/api/push": {
        "endpoint": "https://push.example/1",
        "keys": {"p256dh": "BCVx", "auth": "BTBZ"},
    },
}


@dataclass(frozen=True)
class Ask:
    """One request, and by whom."""

    method: str
    path: str
    who: str = "staff"  # staff | phone | mixed
    role: str = "administrator"
    sent: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.who} ({self.role}) {self.method} {self.path} {self.sent} {self.cookies}"


def asks_of(world: World, own: Side) -> list[Ask]:
    """Those in which there is something to swap: an id, or a phone that is the patient's."""
    ids = [str(one) for one in own.ids.values()]
    return [
        ask
        for ask in all_asks_of(world, own)
        if ask.who == "phone" or any(one in str(ask) for one in ids)
    ]


def all_asks_of(world: World, own: Side) -> list[Ask]:
    """Every page, every form on a page and every call of a phone, as this clinic's people do."""
    client = world.staff(own).client
    pages = [address(rule, own.ids) for rule, method in staff_only(world.app) if method == "GET"]
    found = [Ask("GET", path) for path in pages]
    for path in pages:
        reader = Forms(path)
        reader.feed(client.get(path).text)
        found += reader.asks
    return found + list(_calls(own))


def _calls(own: Side) -> Iterator[Ask]:
    for method, path in KNOWN:
        yield Ask(method, path, "phone")
    for path, said in SAID.items():
        yield Ask("PUT", path, "phone", sent=_as_json(said))
    pairing = {"secret": "ABCDE-FGHJK", "label": "iPhone", "shared": False, "language": "en"}
    yield Ask("POST", "/api/pair", "phone", sent=_as_json(pairing))
    yield Ask("POST", "/api/reminders/later", "phone", sent=_as_json({"when": "hours"}))
    for kind in ("check-ins", "contacts"):
        item = check_in_item(own.patient, "2026-04-27", WELL) | {"patient": own.patient}
        yield Ask("PUT", f"/api/{kind}/{own.ids['item_id']}", "phone", sent=_as_json(item))


def _as_json(said: Any) -> dict[str, Any]:
    body = json.dumps(said).encode()
    digest = b64encode(sha256(body).digest()).decode()
    headers = {"X-Booster": "1", "Content-Digest": f"sha-256=:{digest}:"}
    return {"data": body, "headers": headers, "content_type": "application/json"}


def swapped(ask: Ask, own: Side, other: Side, random: Random) -> Ask:
    """The same with ids of the other clinic in it, or with a cookie made of both."""
    ids = _swaps(own, other, random)
    sent = dict(ask.sent)
    if isinstance(sent.get("data"), bytes):
        sent = _as_json(json.loads(_with(sent["data"].decode(), ids)))
    elif "data" in sent:
        sent["data"] = {_with(name, ids): [_with(_typed(one, random), ids) for one in values]
                        for name, values in sent["data"].items()}  # fmt: skip
    made = replace(ask, path=_with(ask.path, ids), sent=sent)
    if random.random() < 0.1:
        return replace(made, who="mixed", cookies=_mixed(own, other, random))
    role = random.choice(tuple(roles.ROLES)) if random.random() < 0.2 else "administrator"
    return replace(made, role=role)


def _swaps(own: Side, other: Side, random: Random) -> dict[str, str]:
    """By own id, what stands in its place: mostly the other's of the same kind."""
    found = {own.clinic: other.clinic}
    for kind, value in own.ids.items():
        if isinstance(value, str) and random.random() < 0.8:
            found[value] = str(_instead(kind, other, random))
    return found


def _instead(kind: str, other: Side, random: Random) -> str | int:
    lot = random.random()
    if lot < 0.75:
        return other.ids[kind]
    strings = [value for value in other.ids.values() if isinstance(value, str)]
    return random.choice(strings) if lot < 0.9 else str(UUID(int=random.getrandbits(128)))


def _with(text: str, ids: dict[str, str]) -> str:
    for mine, theirs in ids.items():
        text = text.replace(mine, theirs)
    return text


def _typed(value: str, random: Random) -> str:
    return value or random.choice(TYPED)


def _mixed(own: Side, other: Side, random: Random) -> dict[str, str]:
    """Tokens of one clinic's phone under the other's name, and made-up ones."""
    token = own.phone.partition(".")[2]
    values = [
        *(f"{other.clinic}.{token}", f"{other.clinic}.", f"{own.clinic}.{uuid4().hex}", token),
        f"{other.clinic}.{other.ids['device_id']}",
        *(f"{other.clinic}.{other.ids['session_id']}", f"{other.staff}.{token}"),
    ]
    return {name: random.choice(values) for name in ("booster", "clinic")}


class Forms(HTMLParser):
    """The forms of a page, each as the request that sends it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.asks: list[Ask] = []
        self._page = page
        self._open: dict[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._open = {}
            path = urlsplit(given.get("action") or self._page).path
            self.asks.append(Ask("POST", path, sent={"data": self._open}))
        elif self._open is not None and tag in ("input", "textarea", "button", "select"):
            self._select = given.get("name", "")
            self._add(given.get("value", ""))
        elif tag == "option" and self._select:
            self._add(given.get("value", ""))

    def _add(self, value: str) -> None:
        """Of several choices the last that says something."""
        if self._open is not None and self._select and self._select != "csrf_token":
            self._open[self._select] = [value or "".join(self._open.get(self._select, [""])[:1])]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag in ("form", "select"):
            self._select = ""
