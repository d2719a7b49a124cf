"""What somebody might send who means harm, or whose machine is broken."""

import json
from base64 import b64encode
from hashlib import sha256
from random import Random
from typing import Any

MARK = "<script>alert('nonsense')"
TEXTS = (
    *("", " ", "\0", "\x00a", "\ud800", "\ufeff", "\u202e", "\u0130", "é" * 300, "😀" * 99),
    *(MARK + "</script>", f'"><{MARK[1:]}', "{{7*7}}", "${7*7}", "%s%n", "../../etc/passwd"),
    *("' OR 1=1 --", "1; DROP TABLE patient", "=1+1", "\r\nSet-Cookie: a=b", "a" * 20_000),
    *("-1", "0", "00", "1e9", "1" * 400, "NaN", "Infinity", "-0", "٣", "²", "1_000", "0x10"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "2026-04-27T00:00", "today"),
    *("null", "true", "[]", "{}", "undefined", "None", "//evil.example", "javascript:alert(1)"),
    *("23:59:60", "24:00", "-04:00", "Europe/Nowhere", "xx-XX", "\\", "\t\n", "%", "%00", "%ff"),
)
VALUES = (
    *(None, True, False, 0, -1, 4, 10**30, -(10**30), 0.5, 1e308, "", "\0", "\ud800", "x" * 5000),
    *([], {}, [[]], [{}], {"": None}, [None] * 7, [3] * 8, "2026-02-30", "9999-12-31", MARK),
)


def text(random: Random) -> str:
    """One of the above, or letters from anywhere."""
    if random.random() < 0.7:
        return random.choice(TEXTS)
    letters = (
        chr(random.choice((random.randrange(128), random.randrange(0xD7FF)))) for _ in "12345"
    )
    return "".join(letters) * random.choice((1, 1, 40))


def bytes_of(random: Random) -> bytes:
    """A body that is none."""
    return random.choice((b"", b"\xff\xfe", b"{" * 5000, b"[" * 60_000, random.randbytes(200)))


def spoilt_json(sent: dict[str, Any], random: Random) -> dict[str, Any]:
    """A call whose body is spoilt; its digest is right, or nothing would be read."""
    lot = random.random()
    if lot < 0.2:
        body = bytes_of(random)
    elif lot < 0.3:
        body = _bitten(sent["data"], random)
    else:
        body = json.dumps(_other(_read(sent["data"]), random)).encode()
    digest = b64encode(sha256(body).digest()).decode()
    headers = dict(sent.get("headers", {})) | {"Content-Digest": f"sha-256=:{digest}:"}
    return sent | {"data": body, "headers": headers}


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return {}


def _bitten(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body) + 1)
    return body[:at] + random.randbytes(1) + body[at + random.randrange(3) :]


def _other(said: Any, random: Random) -> Any:
    """The same with another value somewhere, or a part more or less."""
    if isinstance(said, dict) and said and random.random() < 0.9:
        name = random.choice(tuple(said))
        lot = random.random()
        if lot < 0.1:
            return {key: value for key, value in said.items() if key != name}
        if lot < 0.2:
            return said | {text(random): random.choice(VALUES)}
        return said | {name: _other(said[name], random)}
    if isinstance(said, list) and said and random.random() < 0.5:
        at = random.randrange(len(said))
        return [*said[:at], _other(said[at], random), *said[at + 1 :]]
    return random.choice(VALUES)
