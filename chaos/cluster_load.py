"""Phones that send while a cluster fails: each keeps its item until it has a receipt."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from chaos.history import History
from chaos.phone import Item, Phone, Reply

CLIENTS = 6
PAUSE = 0.05
PATIENCE = 300
EXPECTED = (200, 201, 503)


class Load:
    """It runs as long as its `with` block, and then delivers what still waits."""

    def __init__(self, phones: Sequence[Phone]) -> None:
        self._phones = phones
        self._ends = threading.Event()
        self._pool = ThreadPoolExecutor(CLIENTS)
        self._receipts: list[float] = []
        self.history = History()
        self.failed = 0
        self.strange: Counter[int] = Counter()

    def __enter__(self) -> Self:
        parts = [self._phones[n::CLIENTS] for n in range(CLIENTS)]
        self._tasks = [self._pool.submit(self._send, part) for part in parts]
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ends.set()
        self._pool.shutdown()
        for task in self._tasks:
            task.result()

    def wait_for(self, answers: int) -> None:
        assert self.wait_or_give_up(answers, PATIENCE), "nothing is acknowledged any more"

    def wait_or_give_up(self, answers: int, seconds: float) -> bool:
        """Whether so many more were acknowledged in that time."""
        goal, end = len(self._receipts) + answers, time.monotonic() + seconds
        while len(self._receipts) < goal:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    def silence_since(self, began: float) -> float:
        """The longest time between two receipts, from just before `began` on."""
        times = sorted(self._receipts)
        before = [at for at in times if at <= began][-1:]
        after = [*before, *(at for at in times if at > began)]
        return max(later - sooner for sooner, later in itertools.pairwise(after))

    def _send(self, phones: Sequence[Phone]) -> None:
        for phone in itertools.cycle(phones):
            if self._ends.wait(PAUSE):
                return
            self._deliver(phone, phone.answer())

    def _deliver(self, phone: Phone, item: Item) -> None:
        end = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end:
            reply = phone.send(item, self.history)
            if phone.takes(reply, item):
                self.history.promise(item.sent)
                self._receipts.append(time.monotonic())
                return
            self._count(reply)
            time.sleep(0.2)
        raise AssertionError(f"never taken: {item.sent.id}")

    def _count(self, reply: Reply | None) -> None:
        self.failed += 1
        if reply and reply.status not in EXPECTED:
            self.strange[reply.status] += 1
