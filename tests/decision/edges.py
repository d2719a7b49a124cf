"""Random histories at the edges of the rules: gaps and totals just at a limit or beside it."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.decision.histories import KINDS, POLICIES, START

BETWEEN_COURSES = (9, 10, 11, 14, 15, 28, 40, 60)
BETWEEN_CHECK_INS = (1, 3, 4, 5, 6, 7, 7, 13, 14, 21, 34, 35, 36)
LOW, HIGH = (1, 2, 3, 4, 5), (4, 6, 7, 8, 9, 10, 11, 12, 14, 15, 18)
BASELINES = (None, None, 7, 8, 9, 12, 16)


def edge_case(rng: Random) -> dict[str, Any]:
    """Boosters, each with low scores after it and then scores about the limits."""
    day, treatments, check_ins = 0, [], []
    if rng.random() < 0.6:
        check_ins.append((-rng.choice((0, 1, 28, 29)), rng.choice(HIGH)))
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        kind = rng.choice(("booster", "booster", "booster", "induction"))
        for _ in range(rng.choice((1, 1, 2, 6) if kind == "induction" else (1, 1, 2))):
            treatments.append((day, kind, rng.random() < 0.3))
            day += rng.choice((3, 7, 10))
        day = on = treatments[-1][0]
        for totals, most in ((LOW, 3), (HIGH, 5)):
            for _ in range(rng.randint(0, most)):
                on += rng.choice(BETWEEN_CHECK_INS)
                check_ins.append((on, rng.choice(totals)))
        day = max(day, on) + rng.choice(BETWEEN_COURSES)
    last = max(check_ins[-1][0] if check_ins else 0, treatments[-1][0])
    today = last + rng.choice((0, 0, 0, 1, 6, 7, 10, 11, 13, 14, 20, 21, 22, 56, 57))
    return {
        "today": _written(today),
        "policy": rng.choice(POLICIES),
        "baseline": rng.choice(BASELINES),
        "treatments": [
            {"on": _written(on), "kind": kind, "planned": planned}
            for on, kind, planned in treatments
        ],
        "check_ins": [{"on": _written(on), "answers": answers(total)} for on, total in check_ins],
        "reports": [
            {"on": _written(today - rng.choice((0, 7, 8))), "kind": rng.choice(KINDS)}
            for _ in range(rng.choice((0, 0, 0, 0, 1)))
        ],
        "contacts": [
            {"on": _written(today - rng.choice((0, 2, 6, 7, 13, 14, 27)))}
            for _ in range(rng.choice((0, 0, 1)))
        ],
        "appointments": [
            {"on": _written(today + rng.choice((-1, 0, 30)))} for _ in range(rng.choice((0, 0, 1)))
        ],
    }


def answers(total: int) -> list[int | None]:
    """Seven answers that make a total."""
    return [min(3, max(0, total - 3 * place)) for place in range(7)]


def _written(day: int) -> str:
    return str(START + timedelta(day))
