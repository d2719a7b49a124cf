"""Workers, the whole server and the database killed (-9) under load: what was acknowledged stays.

What happens when is counted in acknowledged answers and not in seconds, so that a slow machine does
the same as a fast one.
"""

import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from chaos.harness import Figures, Size
from chaos.history import History, gaps, query, rows_of
from chaos.phone import Item, Phone
from chaos.scene import Scene, scene
from chaos.vacant import KINDS

# Killing only workers leaves the rest warm, so they come more often.
EVENTS = ("worker", "worker", "server", "worker", "database")


class Plan(NamedTuple):
    """How much of it: answers to be acknowledged, one kill for every so many, seconds at most."""

    people: int
    answers: int
    every: int
    seconds: int


PLANS: dict[Size, Plan] = {
    "short": Plan(people=24, answers=150, every=25, seconds=600),
    "long": Plan(people=250, answers=10_000, every=100, seconds=7_200),
}
CLIENTS = 8


def run(size: Size, seed: int) -> Figures:
    """Both databases, one after the other."""
    figures = Figures()
    for kind in KINDS:
        on(kind, PLANS[size], seed, figures)
    return figures


def on(
    kind: str,
    plan: Plan,
    seed: int,
    figures: Figures,
    made_as: type[Phone] = Phone,
    app: str = "wsgi:app",
    **env: str,
) -> None:
    """One kind of database, with phones and an app that may be mutants."""
    with scene(kind, plan.people, app, **env) as where:
        load = Load(where, plan, seed, made_as)
        load.run()
        for name, count in load.killed.items():
            figures.count(f"{name}s killed", count)
        history = load.history
        figures.count(f"answers acknowledged on {kind}", len(history.promised))
        figures.counted[f"rows on {kind}"] = len(rows := rows_of(where.all_seeing))
        for fault in (*history.faults(rows), *gaps(rows), *load.faults, *_others(where)):
            figures.fault(f"{kind}: {fault}")


class Load:
    """Phones that send until enough is acknowledged, and somebody who kills."""

    def __init__(self, where: Scene, plan: Plan, seed: int, made_as: type[Phone]) -> None:
        self._where, self._plan = where, plan
        self._phones = where.phones(made_as, seed)
        self._events = _shuffled(seed, with_database=where.cluster is not None)
        self._end = time.monotonic() + plan.seconds
        self.history = History()
        self.killed: dict[str, int] = {}
        self.faults: list[str] = []

    def run(self) -> None:
        with ThreadPoolExecutor(CLIENTS) as pool:
            sending = [pool.submit(self._send, self._phones[n::CLIENTS]) for n in range(CLIENTS)]
            self._kill()  # not in a thread: the database ends with the thread that started it
            waiting = [item for one in sending for item in one.result()]
        self._finish(waiting)

    def _goes_on(self) -> bool:
        return time.monotonic() < self._end

    def _is_enough(self) -> bool:
        return len(self.history.promised) >= self._plan.answers or not self._goes_on()

    def _send(self, phones: list[Phone]) -> list[tuple[Phone, Item]]:
        """Gives what still waits at the end."""
        waiting = []
        for phone in itertools.cycle(phones):
            if self._is_enough():
                return waiting
            item = phone.answer()
            if not phone.deliver(item, self.history, lambda: not self._is_enough()):
                waiting.append((phone, item))
            elif phone.random.random() < 0.05:
                self._send_again(phone, item)
        return waiting

    def _send_again(self, phone: Phone, item: Item) -> None:
        """Its other tab sends what has arrived already. Unless something is being killed, both get
        the same receipt."""
        reply = phone.send(item, self.history)
        if reply is not None and reply.status == 201:
            self.faults.append(f"taken as new for the second time: {item.sent.id}")

    def _kill(self) -> None:
        for number, event in enumerate(self._events, 1):
            while len(self.history.promised) < number * self._plan.every:
                if self._is_enough():
                    return
                time.sleep(0.01)
            getattr(self, f"_kill_{event}")()
            self.killed[event] = self.killed.get(event, 0) + 1

    def _kill_worker(self) -> None:
        while not self._where.server.kill_worker() and self._goes_on():
            time.sleep(0.01)

    def _kill_server(self) -> None:
        self._where.server.kill()
        self._where.server.start()

    def _kill_database(self) -> None:
        if self._where.cluster:
            self._where.cluster.kill()
            self._where.cluster.start()

    def _finish(self, waiting: list[tuple[Phone, Item]]) -> None:
        """What was under way when it ended arrives too, at whatever server is there now."""
        if len(self.history.promised) < self._plan.answers:
            self.faults.append(f"only {len(self.history.promised)} answers in the time given")
        until = time.monotonic() + 60
        for phone, item in waiting:
            if not phone.deliver(item, self.history, lambda: time.monotonic() < until):
                self.faults.append(f"never taken: {item.sent.id}")


def _shuffled(seed: int, *, with_database: bool):
    """Events without an end, each in its share."""
    chance = random.Random(seed)
    deck = [event for event in EVENTS if with_database or event != "database"]
    while True:
        chance.shuffle(deck)
        yield from deck


def _others(where: Scene) -> list[str]:
    """What else may not be: something put aside, for all of it could be read."""
    aside = query(where.all_seeing, "SELECT reason FROM quarantine")
    return [f"put aside: {reason}" for (reason,) in aside]
