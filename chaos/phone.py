"""A phone without a screen: what it sends, and what it takes for a receipt, as in send.js."""

import base64
import hashlib
import http.client
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from chaos.history import History, Sent

PATIENCE = 20  # seconds for one request
PAUSE = 0.15  # seconds before the next try: less than a phone's, so that a run is short
LATER = (408, 425, 429)
ERRORS = (OSError, http.client.HTTPException, ValueError)


class Item(NamedTuple):
    """What waits in the phone: the bytes stay the same for as many tries as it takes."""

    sent: Sent
    body: bytes


class Reply(NamedTuple):
    status: int
    said: Any


class Phone:
    """One patient's, paired. Mutants override `takes` or `again`."""

    def __init__(self, port: int, patient: str, cookie: str, seed: int) -> None:
        self.port, self.patient, self.cookie = port, patient, cookie
        self.random = random.Random(seed)
        self._days = 0

    def answer(self) -> Item:
        """A new check-in with answers of its own, on a day of its own."""
        self._days += 1
        on = datetime.now(UTC).date() - timedelta(days=1 + self._days % 90)
        answers = [self.random.choice((0, 0, 1, 1, 2, 3)) for _ in range(7)]
        body = json.dumps(_item(self.patient, on, answers, self._days)).encode()
        digest = hashlib.sha256(body).hexdigest()
        return Item(Sent(str(uuid4()), self.patient, on.isoformat(), answers, digest), body)

    def deliver(self, item: Item, history: History, goes_on: Callable[[], bool]) -> bool:
        """Send it until it is acknowledged. False when the run ended before."""
        while goes_on():
            if self.random.random() < 0.05:
                self.send(item, history, hang_up=True)
            reply = self.send(item, history)
            if self.takes(reply, item):
                history.promise(item.sent)
                return True
            item = self.again(item)
            time.sleep(PAUSE * (0.5 + self.random.random()))
        return False

    def takes(self, reply: Reply | None, item: Item) -> bool:
        """Whether this is a receipt: nothing else is."""
        if reply is None or reply.status not in (200, 201) or not isinstance(reply.said, dict):
            return False
        return (reply.said.get("id"), reply.said.get("digest")) == (item.sent.id, item.sent.digest)

    def again(self, item: Item) -> Item:
        """What is sent the next time: the same."""
        return item

    def send(self, item: Item, history: History, *, hang_up: bool = False) -> Reply | None:
        """One try. With `hang_up` nobody listens to the answer."""
        history.sends(item.sent)
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("PUT", f"/api/check-ins/{item.sent.id}", item.body, self._headers(item))
            if hang_up:
                return None
            response = line.getresponse()
            return Reply(response.status, json.loads(response.read()))
        except ERRORS:
            return None
        finally:
            line.close()

    def _headers(self, item: Item) -> dict[str, str]:
        digest = base64.b64encode(bytes.fromhex(item.sent.digest)).decode()
        return {
            "Content-Type": "application/json",
            "Content-Digest": f"sha-256=:{digest}:",
            "Cookie": self.cookie,
            "X-Booster": "1",
            "X-Sent-At": datetime.now(UTC).isoformat(),
        }


def so_often(tries: int) -> Callable[[], bool]:
    """True as often as this, for `deliver`."""
    left = iter([True] * tries)
    return lambda: next(left, False)


def pair(port: int, secret: str) -> tuple[str, str]:
    """Redeem an invite: the patient's id and the cookie."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Content-Type": "application/json", "X-Booster": "1"}
    try:
        line.request("POST", "/api/pair", json.dumps({"secret": secret}), headers)
        response = line.getresponse()
        said = json.loads(response.read())
        assert response.status == 201, said
        cookies = response.headers.get_all("Set-Cookie") or []
        cookie = next(one for one in cookies if one.startswith("booster="))
        return said["patient"]["id"], cookie.partition(";")[0]
    finally:
        line.close()


def _item(patient: str, on: date, answers: list[int], number: int) -> dict[str, Any]:
    return {
        "patient": patient,
        "on": on.isoformat(),
        # A second of its own for each, so that no two items have the same bytes.
        "at": f"{on.isoformat()}T10:{number // 60 % 60:02}:{number % 60:02}",
        "offset_minutes": -240,
        "questionnaire": "gad-7/en",
        "answers": answers,
        "difficulty": None,
        "reports": [],
        "last_treatment": {"answer": "yes", "on": None},
        "shown": None,
    }
