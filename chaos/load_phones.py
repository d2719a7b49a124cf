"""Many phones at once, each at its own moment, by an open clock."""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from chaos.history import History, Row, rows_of
from chaos.phone import ERRORS, PATIENCE, Phone

AT_ONCE = 64  # requests under way; the server has fewer workers


class Crowd:
    """`seconds` of each request, from when it was due; `errors` are what phones would have seen."""

    def __init__(self, phones: Sequence[Phone], port: int, seed: int, url: str) -> None:
        self._phones, self._url = phones, url
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self.history = History()
        self.seconds: list[float] = []
        self.errors: Counter[str] = Counter()
        for phone in phones:
            phone.port = port

    def come(self, seconds: float) -> None:
        """Each phone once within so many seconds: what it shows, then what it has to send."""
        moments = sorted(self._chance.uniform(0, seconds) for _ in self._phones)
        self._begin(zip(moments, self._phones, strict=True), self._return)

    def submit(self, rate: int, seconds: float) -> None:
        """So many submissions a second, from one phone after the other."""
        count = int(rate * seconds)
        phones = (self._phones[number % len(self._phones)] for number in range(count))
        self._begin(((n / rate, phone) for n, phone in enumerate(phones)), self._send)

    def quantile(self, share: float) -> float:
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]

    def lost(self) -> list[str]:
        """What breaks a promise of this crowd's; others' rows are their own matter."""
        ours = [row for row in rows_of(self._url) if row.id in self.history.sent]
        return self.history.faults(_numbered(ours))

    def _begin(
        self, due: Iterable[tuple[float, Phone]], act: Callable[[Phone, float], None]
    ) -> None:
        began = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            tasks = []
            for moment, phone in due:
                time.sleep(max(0.0, began + moment - time.monotonic()))
                tasks.append(pool.submit(act, phone, began + moment))
        for task in tasks:
            task.result()

    def _return(self, phone: Phone, due: float) -> None:
        status = _session(phone)
        self._note(due, None if status == 200 else f"a session got {status}")
        self._send(phone, time.monotonic())

    def _send(self, phone: Phone, due: float) -> None:
        with self._lock:
            item = phone.answer()
        reply = phone.send(item, self.history)
        is_taken = phone.takes(reply, item)
        if is_taken:
            self.history.promise(item.sent)
        got = reply.status if reply else "no answer"
        self._note(due, None if is_taken else f"a submission got {got}")

    def _note(self, due: float, error: str | None) -> None:
        with self._lock:
            self.seconds.append(time.monotonic() - due)
            if error:
                self.errors[error] += 1


def _session(phone: Phone) -> int | str:
    with closing(http.client.HTTPConnection("127.0.0.1", phone.port, timeout=PATIENCE)) as line:
        try:
            line.request("GET", "/api/session", headers={"Cookie": phone.cookie})
            answer = line.getresponse()
            answer.read()
        except ERRORS:
            return "no answer"
        return answer.status


def _numbered(rows: list[Row]) -> list[Row]:
    """From one on, for whoever looks for gaps: others came before these."""
    first = min((row.seq for row in rows), default=1)
    return [row._replace(seq=row.seq - first + 1) for row in rows]
