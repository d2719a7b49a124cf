"""Phones that send at once, from several clients, as long as a `with` block runs."""

import itertools
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from chaos.history import History
from chaos.phone import Phone


class Sending(ABC):
    """`history` grows while it runs; what a client can't bear is raised at the end."""

    clients: int
    pause: float  # seconds between two requests of a client

    def __init__(self, phones: Sequence[Phone]) -> None:
        self._phones = phones
        self._ends = threading.Event()
        self._pool = ThreadPoolExecutor(self.clients + 1)
        self.history = History()
        self.has_failed = False

    @abstractmethod
    def deliver(self, phone: Phone) -> None:
        """One answer of this phone's, as far as it comes."""

    def others(self) -> Sequence[Callable[[], None]]:
        """What else goes on meanwhile."""
        return ()

    def __enter__(self) -> Self:
        parts = [self._phones[n :: self.clients] for n in range(self.clients)]
        self._tasks = [self._pool.submit(self._send, part) for part in parts]
        self._tasks += [self._pool.submit(act) for act in self.others()]
        return self

    def __exit__(self, kind: type[BaseException] | None, *_exception: object) -> None:
        self.has_failed = kind is not None
        self._ends.set()
        self._pool.shutdown()
        if not self.has_failed:
            for task in self._tasks:
                task.result()

    def goes_on(self) -> bool:
        """After a pause, whether there is more to do."""
        return not self._ends.wait(self.pause)

    def wait_for(self, answers: int, seconds: float) -> None:
        """Until so many more were acknowledged."""
        assert self.wait_or_give_up(answers, seconds), "nothing is acknowledged any more"

    def wait_or_give_up(self, answers: int, seconds: float) -> bool:
        """Whether so many more were acknowledged in that time."""
        goal, end = len(self.history.promised) + answers, time.monotonic() + seconds
        while len(self.history.promised) < goal:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    def _send(self, phones: Sequence[Phone]) -> None:
        for phone in itertools.cycle(phones):
            if not self.goes_on():
                return
            self.deliver(phone)
