"""WebDriver BiDi, spoken with a browser that listens for it: one command at a time."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from websocket import create_connection

from tests.browser.server import PATIENCE


class Refused(Exception):
    """The browser answered with an error."""


class Bidi:
    def __init__(self, url: str) -> None:
        self._line = create_connection(url, timeout=PATIENCE, suppress_origin=True)
        self._ids: Iterator[int] = count(1)
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Its result; Refused when there is none. What happens meanwhile is kept in `events`."""
        number = next(self._ids)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._line.recv())).get("id") != number:
            self.events.append(answer)
        if answer["type"] == "error":
            raise Refused(f"{method}: {answer['error']}, {answer['message']}")
        return answer["result"]

    def close(self) -> None:
        self._line.close()
