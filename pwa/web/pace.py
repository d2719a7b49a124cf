"""How fast one caller may go on: a bucket that fills by itself, in the memory of one process.

It keeps a broken or stolen phone from filling the database, and nobody else notices: no row is
written for it, so each process of each machine counts by itself.
"""

from math import ceil
from threading import Lock
from time import perf_counter

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from pwa.web.limits import API_BYTES

REMEMBERED = 20_000
BYTES_PER_TOKEN = 2048  # an item is about one kilobyte


class Pace:
    """`a_minute` tokens at once, and as many again each minute."""

    def __init__(self, a_minute: int, remembered: int = REMEMBERED) -> None:
        self._most, self._each = float(a_minute), a_minute / 60
        self._remembered, self._lock = remembered, Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, caller: str, cost: int, now: float) -> int:
        """The seconds until `cost` tokens are there; 0 when they were, and are taken now."""
        with self._lock:
            left, at = self._left.pop(caller, (self._most, now))
            left = min(self._most, left + (now - at) * self._each)
            missing = max(0.0, cost - left)
            # Whoever was not seen for longest comes first, and is forgotten first.
            self._left[caller] = (left if missing else left - cost, now)
            if len(self._left) > self._remembered:
                del self._left[next(iter(self._left))]
        return ceil(missing / self._each)


def init_app(app: Flask, a_minute: int) -> None:
    app.extensions["pace"] = Pace(a_minute)


def not_too_fast(caller: str) -> None:
    """429 with the seconds to wait, for a caller who sends more than anybody needs to."""
    cost = 1 + _length() // BYTES_PER_TOKEN
    seconds = current_app.extensions["pace"].wait(caller, cost, perf_counter())
    if seconds:
        raise TooManyRequests(retry_after=seconds)


def _length() -> int:
    """As long as it says; a body that does not say may be as long as any."""
    said = request.content_length
    return API_BYTES if said is None and "Transfer-Encoding" in request.headers else said or 0
