"""Random histories of phones, backups and crashes: what was promised is there at the end."""

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context

from chaos.harness import Figures, Size
from chaos.restoring import Phone, Server, template

HISTORIES: dict[Size, int] = {"short": 40, "long": 5000}
SHARES, PROCESSES = 100, 4
STEPS = 30
ENOUGH = 10  # faults
COUNTED = ("histories", "answers promised", "backups", "crashes", "brought at the end")


def run(
    size: Size, seed: int, server: type[Server] = Server, phone: type[Phone] = Phone
) -> Figures:
    if size == "short":
        return _some(range(HISTORIES[size]), seed, server, phone)
    figures = Figures()
    share = HISTORIES[size] // SHARES
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        shares = [range(first, first + share) for first in range(0, HISTORIES[size], share)]
        for some in pool.map(_some, shares, repeat(seed)):
            figures.faults += some.faults
            for name, count in some.counted.items():
                figures.count(name, int(count))
    return figures


def _some(
    numbers: range, seed: int, server: type[Server] = Server, phone: type[Phone] = Phone
) -> Figures:
    figures = Figures(dict.fromkeys(COUNTED, 0))
    for number in numbers:
        _lived(figures, random.Random(f"{seed} {number}"), server, phone)
        if len(figures.faults) >= ENOUGH:
            break
    return figures


def _lived(figures: Figures, luck: random.Random, server: type[Server], phone: type[Phone]) -> None:
    content, cast = template()
    serves = server(content)
    people = ((cast.oak, cast.ana), (cast.oak, cast.ana), (cast.elm, cast.ben))
    phones = [phone(serves, *who, luck) for who in people]
    for _ in range(STEPS):
        _happens(figures, luck, serves, phones)
    before = serves.counts()
    for one in phones * 2:  # twice: what the one brings, the other may release
        one.syncs(loses=0)
    figures.count("brought at the end", serves.counts() - before)
    promised = [item for one in phones for item in one.promised.values()]
    figures.count("histories")
    figures.count("answers promised", len(promised))
    for item in promised:
        figures.expect(serves.has(item), f"lost or altered: {item.kind} {item.id}")


def _happens(figures: Figures, luck: random.Random, server: Server, phones: list[Phone]) -> None:
    one = luck.choice(phones)

    def crash() -> None:
        figures.count("crashes")
        server.crashes()

    def verified() -> None:
        figures.count("backups")
        server.ends_backup(good=True)

    steps: list[tuple[int, Callable[[], None]]] = [
        (6, lambda: one.answers("check-in")),
        (3, lambda: one.answers("contact")),
        (10, lambda: one.syncs(loses=0.15)),
        (4, server.begins_backup),
        (4, verified),
        (1, lambda: server.ends_backup(good=False)),
        (2, crash),
    ]
    (chosen,) = luck.choices([step for _, step in steps], [weight for weight, _ in steps])
    chosen()
