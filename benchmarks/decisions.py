"""How fast the rules decide, how that grows, and what an action plan costs.

    .venv/bin/python benchmarks/decisions.py

One process, one core; the best of many short rounds, since other work on the machine only adds.
"""

import json
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from time import perf_counter

from pwa.decision import Policy, Timeline, Voice, advise, compile_plan, replay

START = date(2025, 1, 6)
POLICY = Policy()
ROUNDS = 60


def history(check_ins: int, treatments: int = 10, seed: int = 1) -> Timeline:
    """Weekly check-ins over an induction of six and boosters, creeping back after each."""
    rng = Random(seed)
    boosters = range(60, 7 * check_ins, max(21, 7 * check_ins // max(1, treatments - 6)))
    treated = [(START + timedelta(3 * n), "induction", True) for n in range(6)]
    treated += [(START + timedelta(day), "booster", False) for day in boosters]
    return Timeline.from_events(
        baseline=16,
        treatments=treated[:treatments],
        check_ins=[
            (START + timedelta(7 * week), [rng.choice((0, 0, 1, 1, 2, 3)) for _ in range(7)])
            for week in range(check_ins)
        ],
    )


def last_day(check_ins: int) -> date:
    return START + timedelta(7 * (check_ins - 1))


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds for one call."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(times):
            work()
        best = min(best, perf_counter() - start)
    return best / times


def decisions() -> None:
    timeline, today = history(30), last_day(30)
    each = seconds(lambda: advise(timeline, POLICY, today), 200)
    print(f"advise, 30 check-ins and 10 treatments: {1 / each:,.0f} a second on one core")


def growth() -> None:
    print("growth of one advice:")
    for count in (10, 30, 100, 300, 1_000):
        timeline, today = history(count), last_day(count)
        each = seconds(lambda t=timeline, d=today: advise(t, POLICY, d), 3_000 // count)
        print(f"  {count:5} check-ins: {each * 1e6:7.1f} us, {each / count * 1e6:5.2f} us each")


def replays() -> None:
    print("replay of a whole history, an advice for every check-in:")
    for count in (100, 1_000):
        timeline = history(count)
        each = seconds(lambda t=timeline: list(replay(t, POLICY)), 1_000 // count)
        print(f"  {count:5} check-ins: {each * 1e3:7.1f} ms, {each / count * 1e6:5.1f} us each")


def plans() -> None:
    timeline, today = history(100), last_day(100)
    each = seconds(lambda: compile_plan(timeline, POLICY, today, Voice()), 3)
    plan = compile_plan(timeline, POLICY, today, Voice())
    text = json.dumps(plan, separators=(",", ":"), ensure_ascii=False).encode()
    print(f"plan over 100 check-ins: {each * 1e3:.1f} ms, {len(plan['periods'])} periods, ", end="")
    print(f"{len(text):,} bytes of JSON, {len(zlib.compress(text, 9)):,} compressed")


if __name__ == "__main__":
    decisions()
    growth()
    replays()
    plans()
