"""Random timelines: the rules, the plan that a phone carries and the reference must say the same.

Each history is compiled to a plan and goes on in many ways: a later day, with or without another
check-in. Each of those is a timeline of its own, for which the plan's line, `advise` and the policy
written a second time (tests/decision/reference.py) are compared.
"""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from random import Random
from typing import Any

from chaos.harness import Figures, Size
from pwa.decision import Voice, advise, compile_plan, parse_case
from pwa.decision.lookup import entry_at
from pwa.decision.plan import DAYS_AHEAD
from pwa.decision.questionnaire import HIGHEST_FLOOR
from tests.decision.edges import HIGH, answers, edge_case
from tests.decision.histories import random_case
from tests.decision.reference import reference

HISTORIES = {"short": 80, "long": 40_000}
WAYS_ON = 25
IN_ONE_GO = 200
AHEAD = (1, 4, 5, 7, 14, 21, 34, 35, 36)
VOICE = Voice(clinic="Oak Clinic", emergency="911", crisis="Call or text 988")

Case = dict[str, Any]


def run(size: Size, seed: int) -> Figures:
    """25 timelines from each of 40,000 histories (80 when short)."""
    starts = range(0, HISTORIES[size], IN_ONE_GO)
    jobs = [(seed, start, min(start + IN_ONE_GO, HISTORIES[size])) for start in starts]
    figures = Figures({"timelines": 0, "of which something was asked or held": 0})
    for told, asking, faults in _done(size, jobs):
        figures.count("timelines", told)
        figures.count("of which something was asked or held", asking)
        for fault in faults:
            figures.fault(fault)
    return figures


def _done(size: Size, jobs: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, list[str]]]:
    if size == "short":
        return map(compared, jobs)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        return iter(list(workers.map(compared, jobs)))


def compared(job: tuple[int, int, int]) -> tuple[int, int, list[str]]:
    """How many timelines, how many of them said something, and where the three differ."""
    seed, first, end = job
    told, asking, faults = 0, 0, []
    for history in range(first, end):
        rng = Random(f"{seed}/{history}")
        case = (random_case, edge_case)[history % 2](rng)
        today, policy, timeline = parse_case(case)
        plan = compile_plan(timeline, policy, today, VOICE)
        for further, total, floor in ways_on(rng, case):
            expected = reference(further)
            told += 1
            asking += bool(expected["fired"] or expected["held"])
            by_plan = entry_at(plan, date.fromisoformat(further["today"]), total, floor)
            for name, said in (("advise", advised(further)), ("the plan", by_plan)):
                if not agrees(said, expected):
                    faults.append(f"{name} differs from the reference: {json.dumps(further)}")
    return told, asking, faults


def ways_on(rng: Random, case: Case) -> Iterator[tuple[Case, int | None, int | None]]:
    """The history as it stands, and on later days, with what the plan is to be looked up by."""
    yield case, None, None
    for _ in range(WAYS_ON - 1):
        ahead = rng.choice((0, 0, rng.choice(AHEAD), rng.randint(1, DAYS_AHEAD)))
        on = str(date.fromisoformat(case["today"]) + timedelta(ahead))
        total, floor, given = _answer(rng)
        more = [{"on": on, "answers": given}] if given else []
        yield case | {"today": on, "check_ins": [*case["check_ins"], *more]}, total, floor


def _answer(rng: Random) -> tuple[int | None, int | None, list[int | None]]:
    """A total, the sum of an unfinished one, or neither; and the answers that make it."""
    kind = rng.random()
    if kind < 0.1:
        return None, None, []
    points = rng.choice((rng.randint(0, 21), rng.choice(HIGH)))
    if kind < 0.85 or points > HIGHEST_FLOOR:
        return points, None, answers(points)
    return None, points, [None, *answers(points)[:6]]


def advised(case: Case) -> dict[str, Any]:
    """What the rules say."""
    today, policy, timeline = parse_case(case)
    return advise(timeline, policy, today).as_json()


def agrees(said: dict[str, Any] | None, expected: dict[str, Any]) -> bool:
    """Whether an advice says all that the reference says."""
    return said is not None and all(said[name] == value for name, value in expected.items())
