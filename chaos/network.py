"""Every fault of the network between phones and the server, each in its turn."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from chaos.harness import Figures, Size
from chaos.history import History, gaps, rows_of
from chaos.phone import Phone, so_often
from chaos.proxy import FAULTS, Proxy
from chaos.scene import Scene, scene
from chaos.vacant import KINDS

# How many phones, and how many of the faults each of them meets.
PHONES: dict[Size, tuple[int, int]] = {"short": (6, 5), "long": (24, len(FAULTS))}
CLIENTS = 8
TRIES = 40  # of one item: each try may meet a fault


def run(size: Size, seed: int) -> Figures:
    """On SQLite; for long on PostgreSQL too."""
    figures = Figures()
    people, each = PHONES[size]
    for kind in KINDS if size == "long" else KINDS[:1]:
        with scene(kind, people) as where:
            history = on(where, where.phones(Phone, seed), each, seed, figures)
            rows = rows_of(where.all_seeing)
            for fault in (*history.faults(rows), *gaps(rows)):
                figures.fault(f"{kind}: {fault}")
    return figures


def on(where: Scene, phones: Sequence[Phone], each: int, seed: int, figures: Figures) -> History:
    """What these phones were promised; each meets so many faults, together they meet all."""
    history, deck = History(), _deck(seed)
    with ThreadPoolExecutor(CLIENTS) as pool:
        hands = [(phone, [next(deck) for _ in range(each)]) for phone in phones]
        tasks = [pool.submit(_one, where, phone, hand, history) for phone, hand in hands]
        met = [task.result() for task in tasks]
    asked = sum(sum(counts.values()) for counts in met)
    figures.count("requests", asked)
    figures.count("of them met a fault", asked - sum(counts.get("none", 0) for counts in met))
    figures.count("answers acknowledged", len(history.promised))
    for fault in sorted(set(FAULTS).difference(*met)):
        figures.fault(f"nobody met: {fault}")
    for id_ in sorted(history.sent.keys() - history.promised.keys()):
        figures.fault(f"never taken: {id_}")
    return history


def _deck(seed: int) -> Iterator[str]:
    """All faults in some order, again and again."""
    chance, faults = random.Random(seed), list(FAULTS)
    while True:
        chance.shuffle(faults)
        yield from faults


def _one(where: Scene, phone: Phone, hand: list[str], history: History) -> dict[str, int]:
    """An answer for each fault: its first try meets it, others perhaps others. Gives which."""
    ahead: list[str] = []
    with Proxy(where.server.port, lambda _asked: ahead.pop() if ahead else "none") as proxy:
        phone.port = proxy.port
        for fault in hand:
            more = phone.random.choices(list(FAULTS), k=phone.random.choice((0, 0, 1, 2)))
            ahead[:] = [*more, fault]
            phone.deliver(phone.answer(), history, so_often(TRIES))
        return proxy.done
