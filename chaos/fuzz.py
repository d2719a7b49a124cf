"""Bad input at every door: forms, calls, addresses, cookies and headers with nonsense in them.

What the app's own pages and phones send is spoilt in one to three places. No answer is a 5xx, an
error of the API has its one shape, and no page repeats what would be a script.
"""

from dataclasses import replace
from random import Random
from typing import Any

from chaos.harness import Figures, Size
from chaos.nonsense import MARK, bytes_of, spoilt_json, text
from chaos.swapping import Ask, all_asks_of
from chaos.swaps import world
from tests.access.world import Side, World

STEPS = {"short": 1000, "long": 20_000}
A_ROUND = 1000
HEADERS = (
    *("Cookie", "Content-Type", "Content-Digest", "X-Sent-At", "X-Phone", "X-Booster", "Accept"),
    *("Accept-Language", "If-None-Match", "User-Agent", "Range", "Origin", "Referer", "Host"),
    *("Sec-Fetch-Site", "Content-Length", "X-Forwarded-For", "If-Modified-Since"),
)
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE")


def run(size: Size, seed: int) -> Figures:
    """Every answer is one that was meant."""
    figures, random = Figures(), Random(seed)
    left = STEPS[size]
    while left > 0:
        with world() as made:
            asks = all_asks_of(made, made.elm)
            calls = [ask for ask in asks if ask.who == "phone"]
            for _ in range(min(A_ROUND, left)):
                ask = random.choice(random.choice((asks, asks, calls)))
                _try(made, made.elm, spoilt(ask, random), figures)
        left -= A_ROUND
    return figures


def spoilt(ask: Ask, random: Random) -> Ask:
    """The same with nonsense in one to three places."""
    for _ in range(random.choice((1, 1, 2, 3))):
        ask = random.choice((_body, _body, _body, _path, _query, _header, _method))(ask, random)
    return ask


def _try(world: World, own: Side, ask: Ask, figures: Figures) -> None:
    client = world.phone(own) if ask.who == "phone" else world.staff(own).client
    figures.count("bad inputs")
    try:
        answer = client.open(ask.path, method=ask.method, **ask.sent)
    except (ValueError, UnicodeError):  # what the test's own client can't even send
        figures.count("unsendable")
        return
    figures.count(f"{answer.status_code // 100}xx")
    figures.expect(answer.status_code < 500, f"{ask}: {answer.status_code}")
    if answer.mimetype == "text/html":
        figures.expect(MARK not in answer.get_data(as_text=True), f"{ask}: a script came back")
    if answer.status_code >= 400 and ask.path.startswith("/api/") and ask.method != "HEAD":
        figures.expect(_is_error(answer.get_json(silent=True)), f"{ask}: no error in JSON")


def _is_error(said: Any) -> bool:
    return isinstance(said, dict) and set(said.get("error", ())) == {"code", "message", "fields"}


def _body(ask: Ask, random: Random) -> Ask:
    data, sent = ask.sent.get("data"), dict(ask.sent)
    if isinstance(data, dict) and data:
        name = random.choice(tuple(data))
        values = [text(random) for _ in range(random.choice((0, 1, 1, 1, 2)))]
        sent["data"] = data | {name: values}
    elif isinstance(data, bytes):
        sent = spoilt_json(sent, random)
    else:
        sent["data"] = bytes_of(random)
    return replace(ask, sent=sent)


def _path(ask: Ask, random: Random) -> Ask:
    parts = ask.path.split("/")
    parts[random.randrange(1, len(parts))] = _quoted(text(random))
    return replace(ask, path="/".join(parts))


def _query(ask: Ask, random: Random) -> Ask:
    name = random.choice(("q", "after", "before", "next", "lang", "find", "page", "from", "on"))
    return replace(ask, path=f"{ask.path}?{name}={_quoted(text(random))}")


def _header(ask: Ask, random: Random) -> Ask:
    value = text(random).encode("utf-8", "ignore").decode("latin-1")
    value = "".join(character for character in value if character not in "\r\n\0")
    headers = dict(ask.sent.get("headers", {})) | {random.choice(HEADERS): value[:4000]}
    return replace(ask, sent=ask.sent | {"headers": headers})


def _method(ask: Ask, random: Random) -> Ask:
    return replace(ask, method=random.choice(METHODS))


def _quoted(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass")[:2000])
