"""Phones that send while a cluster fails: each keeps its item until it has a receipt."""

import itertools
import time
from collections import Counter
from collections.abc import Sequence

from chaos.phone import Phone, Reply
from chaos.sending import Sending

PATIENCE = 300
EXPECTED = (200, 201, 503)


class Load(Sending):
    """At its end it delivers what still waits."""

    clients = 6
    pause = 0.05

    def __init__(self, phones: Sequence[Phone]) -> None:
        super().__init__(phones)
        self._receipts: list[float] = []
        self.failed = 0
        self.strange: Counter[int] = Counter()

    def silence_since(self, began: float) -> float:
        """The longest time between two receipts, from just before `began` on."""
        times = sorted(self._receipts)
        before = [at for at in times if at <= began][-1:]
        after = [*before, *(at for at in times if at > began)]
        return max(later - sooner for sooner, later in itertools.pairwise(after))

    def deliver(self, phone: Phone) -> None:
        item, end = phone.answer(), time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end and not self.has_failed:
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
