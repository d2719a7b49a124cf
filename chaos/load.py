"""Load: 5,000 phones that return in one minute, and 100 submissions a second for ten minutes.

The phones are those of a clinic that holds nine tenths of a million check-ins. Requests begin when
they are due, whether or not the one before was answered, and are timed from then on: a server that
stalls is not spared the requests that it kept waiting.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.submissions import SECRET_KEY, people
from chaos import deploy
from chaos.deploy_proxy import Nginx
from chaos.harness import Figures, Size
from chaos.load_phones import Crowd
from chaos.load_watch import Watch
from chaos.phone import Phone
from chaos.vacant import KINDS, vacant
from tests.browser.server import Server
from tests.postgres import Cluster


class Plan(NamedTuple):
    """`weeks` of history for each phone, and a tenth as much in another clinic.

    So many return within `seconds`; then so many submissions a second for `steady` seconds.
    """

    phones: int
    weeks: int
    seconds: float
    rate: int
    steady: float


PLANS: dict[Size, Plan] = {
    "short": Plan(phones=60, weeks=3, seconds=3, rate=15, steady=4),
    "long": Plan(phones=5_000, weeks=180, seconds=60, rate=100, steady=600),
}
P99_SECONDS = 2.0
GROWTH = 1.1  # of memory, from the second tenth of the time to the last


class Place(NamedTuple):
    """A database of one kind with its people. `all_seeing`: its address for whoever checks."""

    kind: str
    url: str
    all_seeing: str
    phones: list[Phone]
    folder: Path


def run(size: Size, seed: int) -> Figures:
    figures = Figures()
    for kind in KINDS:
        with place(kind, PLANS[size], seed) as where:
            returning(where, PLANS[size], seed, figures, measured=size == "long")
            steady(where, PLANS[size], seed, figures, measured=size == "long")
            if kind == "postgresql":
                deployed(where, PLANS[size], seed, figures)
    return figures


@contextmanager
def place(kind: str, plan: Plan, seed: int) -> Iterator[Place]:
    """Nobody has a server yet: each part starts its own."""
    with vacant(kind, "load", Cluster) as made_for:
        people(made_for.url, max(1, plan.phones // 9), plan.weeks)
        made = people(made_for.url, plan.phones, plan.weeks)
        phones = [
            Phone(0, patient, f"booster={clinic}.{token}", seed * 10_000 + number)
            for number, (patient, clinic, token) in enumerate(made)
        ]
        yield Place(kind, made_for.url, made_for.all_seeing, phones, made_for.folder)


def served(where: Place, name: str, **env: str) -> Server:
    more = {"WEB_CONCURRENCY": str(os.cpu_count() or 2), "SECRET_KEY": SECRET_KEY} | env
    return Server(where.folder / f"{name}.sqlite", DATABASE_URL=where.url, **more)


def returning(where: Place, plan: Plan, seed: int, figures: Figures, *, measured: bool) -> None:
    """Each phone asks for its session and sends what it has, at a moment of its own."""
    with served(where, "returning") as server:
        crowd = Crowd(where.phones, server.port, seed, where.all_seeing)
        crowd.come(plan.seconds)
        judge(f"returning on {where.kind}", crowd, figures, measured=measured)


def steady(where: Place, plan: Plan, seed: int, figures: Figures, *, measured: bool) -> None:
    """Submissions at one pace, while somebody looks at memory and open files."""
    name = f"steady on {where.kind}"
    with served(where, "steady") as server, Watch(server) as watch:
        crowd = Crowd(where.phones, server.port, seed + 1, where.all_seeing)
        crowd.submit(plan.rate, plan.steady)
        judge(name, crowd, figures, measured=measured)
    if measured:
        grown, files = watch.growth()
        figures.counted[f"memory at the end against the second tenth, {name}"] = f"{grown:.3f}"
        figures.counted[f"open files, {name}"] = f"{files[0]} and {files[1]}"
        figures.expect(grown <= GROWTH, f"{name}: memory grew to {grown:.2f} of what it was")
        figures.expect(files[1] <= files[0], f"{name}: open files went from {files}")


def deployed(where: Place, plan: Plan, seed: int, figures: Figures) -> None:
    """They return while both servers are replaced, behind nginx. A retry is free."""
    env = {"TRUSTED_PROXIES": "1", "BOOSTER_DRAIN_SECONDS": "1"}
    with (
        served(where, "one", **env) as one,
        served(where, "two", **env) as two,
        Nginx([one.port, two.port]) as front,
    ):
        crowd = Crowd(where.phones, front.port, seed + 2, where.all_seeing)
        coming = threading.Thread(target=crowd.come, args=(plan.seconds,))
        coming.start()
        try:
            for number, server in enumerate((one, two)):
                deploy.stop(server)
                deploy.start(server, number)
        finally:
            coming.join()
        judge("returning during a deploy", crowd, figures, measured=False)


def judge(name: str, crowd: Crowd, figures: Figures, *, measured: bool) -> None:
    figures.count(f"requests {name}", len(crowd.seconds))
    for what, count in crowd.errors.items():
        figures.fault(f"{name}: {count} × {what}")
    for fault in crowd.lost():
        figures.fault(f"{name}: {fault}")
    p50, p99 = crowd.quantile(0.5), crowd.quantile(0.99)
    figures.counted[f"p50 and p99 {name}"] = f"{1000 * p50:.0f} and {1000 * p99:.0f} ms"
    if measured:
        figures.expect(p99 <= P99_SECONDS, f"{name}: p99 was {p99:.2f} s")
