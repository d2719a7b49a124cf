"""Random swaps of identifiers: staff and phones of one clinic ask with the ids of another.

What is asked are the app's own forms and calls, taken from its pages. After each request the other
clinic's rows are as they were, and none of its words has been told.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random

import time_machine
from flask import Flask

from chaos.harness import Figures, Size
from chaos.swapping import Ask, asks_of, swapped
from pwa import create_app
from pwa.care import roles
from pwa.config import Settings
from tests.access.rows import Rows, changed
from tests.access.world import Side, World, furnished
from tests.cast import ENROLLED, Cast
from tests.databases import people, url_of

STEPS = {"short": 250, "long": 5000}
A_ROUND, ON_ONE = 500, 25
LATER = ENROLLED.replace(year=2026, month=4, day=27)


def run(size: Size, seed: int) -> Figures:
    """Every swap is refused, or reaches only what is one's own."""
    return swapping(STEPS[size], seed, world)


def swapping(left: int, seed: int, anew: Callable[[], AbstractContextManager[World]]) -> Figures:
    """So many swaps, some hundred to a world."""
    figures, random = Figures(), Random(seed)
    while left > 0:
        with anew() as made:
            known = {side: asks_of(made, getattr(made, side)) for side in ("oak", "elm")}
            for _ in range(min(A_ROUND, left) // ON_ONE):
                _try_on_one(made, known, figures, random)
        left -= A_ROUND
    return figures


@contextmanager
def world() -> Iterator[World]:
    """Both clinics in a database of their own, on a day on which time stands still."""
    with tempfile.TemporaryDirectory() as folder:
        url = url_of(Path(folder) / "swaps.sqlite")
        with world_over(url, people(url)) as made:
            yield made


@contextmanager
def world_over(url: str, cast: Cast) -> Iterator[World]:
    """The same over a database that has nobody but the cast."""
    app = app_over(url)
    try:
        with time_machine.travel(LATER, tick=False):
            yield furnished(app, cast)
    finally:
        app.extensions["db"].engine.dispose()


def app_over(url: str) -> Flask:
    """The app without what swaps are not about: tokens of forms, and a limit on speed."""
    made = create_app(Settings(url, "only for tests, and long enough to be taken", port=0,
                               requests_a_minute=1_000_000))  # fmt: skip
    made.config.update(WTF_CSRF_ENABLED=False, WTF_CSRF_METHODS=[])
    return made


def _try_on_one(
    world: World, known: dict[str, list[Ask]], figures: Figures, random: Random
) -> None:
    """Some requests of one clinic's people with the other's ids."""
    own, other = random.choice((("oak", "elm"), ("elm", "oak")))
    mine, theirs = getattr(world, own), getattr(world, other)
    before = world.rows(theirs)
    for ask in random.choices(known[own], k=ON_ONE):
        _try(world, swapped(ask, mine, theirs, random), mine, figures)
        if ask.method != "GET":
            before = _compared(world, theirs, before, f"{own}'s {ask}", figures)
    _compared(world, theirs, before, "one of the pages", figures)


def _try(world: World, ask: Ask, own: Side, figures: Figures) -> None:
    """Send one request, and read the answer."""
    victim, client = world.other(own), _caller(world, own, ask)
    answer = client.open(ask.path, method=ask.method, **ask.sent)
    figures.count("swaps")
    figures.count(_kind(answer.status_code))
    for words in told(answer.get_data(as_text=True), victim, ask):
        figures.fault(f"{ask}: tells {words!r}")
    figures.expect(answer.status_code < 500, f"{ask}: {answer.status_code}")


def _compared(world: World, victim: Side, before: Rows, what: str, figures: Figures) -> Rows:
    after = world.rows(victim)
    for table in changed(before, after):
        figures.fault(f"{what}: changes {table}")
    return after


def told(page: str, victim: Side, ask: Ask) -> list[str]:
    """The victim's words on a page, apart from what the request itself said."""
    return [words for words in victim.secrets if words in page and words not in str(ask.sent)]


def _caller(world: World, own: Side, ask: Ask):
    if ask.who == "phone":
        return world.phone(own)
    if ask.who == "mixed":
        client = world.nobody()
        for name, value in ask.cookies.items():
            client.set_cookie(name, value)
        return client
    role = ask.role if ask.role in roles.ROLES else "administrator"
    return world.staff(own, role).client


def _kind(status: int) -> str:
    if status in (401, 403, 404, 410):
        return "refused"
    return "of their own" if status < 400 else "not taken"
