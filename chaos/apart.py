"""The same swaps on PostgreSQL with the app's own filters off: what the database alone keeps apart.

Every condition on a clinic's id is taken out of the app's statements before they are sent. What is
left is the role of the app, and row-level security.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import Engine, event

from chaos.harness import Figures, Size
from chaos.swaps import swapping, world_over
from tests.access.world import World
from tests.databases import people
from tests.postgres import Cluster

STEPS = {"short": 100, "long": 5000}
_FILTER = re.compile(
    r"(?:\b\w+\.)?\bclinic_id = (%\(\w+\)s)(?:::VARCHAR)?|\bclinic\.id = (%\(\w+\)s)(?:::VARCHAR)?"
)
# It is asked across clinics by design. Without its filter each clinic's look would see them all.
_OF_ALL = "FROM directory"


def run(size: Size, seed: int) -> Figures:
    """No row of another clinic is seen or changed."""
    return alone(STEPS[size], seed, lambda url: url)


def alone(steps: int, seed: int, as_whom: Callable[[str], str]) -> Figures:
    """The swaps by an app that comes as `as_whom` says; the tests' mutant comes as the owner."""
    cluster, numbers = Cluster(), count()
    taken_out: list[int] = []

    @contextmanager
    def anew() -> Iterator[World]:
        url = cluster.create(f"apart{next(numbers)}")
        with world_over(as_whom(url), people(url)) as made:
            without_filters(made.app.extensions["db"].engine, taken_out)
            yield made

    try:
        figures = swapping(steps, seed, anew)
    finally:
        cluster.stop()
    figures.counted["filters taken out"] = sum(taken_out)
    figures.expect(taken_out, "no filter was taken out")
    return figures


def without_filters(engine: Engine, taken_out: list[int]) -> None:
    """Let an engine ask without a clinic, and count how often."""

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def loosen(_connection, _cursor, statement, parameters, _context, _many):
        if not statement.lstrip().upper().startswith("INSERT") and _OF_ALL not in statement:
            statement, times = _FILTER.subn(_anything, statement)
            taken_out.append(times)
        return statement, parameters


def _anything(found: re.Match[str]) -> str:
    return f"{found[1] or found[2]}::VARCHAR IS NOT NULL"
