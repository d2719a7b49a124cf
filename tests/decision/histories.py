"""Histories for tests: the worked and generated cases, and random realistic ones by seed."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
START = date(2026, 1, 1)
NOT_INPUT = ("id", "why", "expect")

POLICIES: list[dict[str, Any]] = [
    {},
    {},
    {"return_readings": 1},
    {"return_readings": 3, "visit_interval_days": 28},
    {"return_cutoff": 10, "return_rise": 6, "fast_return_cutoff": 15},
    {"carry_over_days": 14, "visit_interval_days": 21, "frequent_sessions_max": 2},
    {"contact_quiet_days": 28, "soon_quiet_days": 14, "escalation_rise": 3},
    {"contact_quiet_days": 3, "soon_quiet_days": 14, "check_in_interval_days": 28},
    {"planned_induction_sessions": 10, "shrinking_percent": 80, "staying_high_cutoff": 8},
]
KINDS = ("unsafe", "fainting", "urine-pain", "urine-blood", "craving", "hard-to-wait")


def golden(name: str) -> list[dict[str, Any]]:
    return json.loads((HERE / f"golden_{name}.json").read_text())["cases"]


def as_input(case: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in case.items() if key not in NOT_INPUT}


def golden_inputs() -> list[dict[str, Any]]:
    return [as_input(case) for name in ("cases", "timelines") for case in golden(name)]


def random_cases(count: int, seed: int) -> Iterator[dict[str, Any]]:
    rng = Random(seed)
    for _ in range(count):
        yield random_case(rng)


def random_case(rng: Random) -> dict[str, Any]:
    treated = _treatments(rng)
    last = max((on for on, _, _ in treated), default=START)
    today = last + timedelta(rng.choice((0, 1, 3, 6, 7, 10, 13, 14, 20, 30, 45, 70)))
    days = [START + timedelta(n) for n in range(-35, (today - START).days + 1)]
    chosen = sorted(rng.choices(days, k=rng.choice((0, 1, 2, 5, 10, 20))))
    if rng.random() < 0.4:
        chosen.append(today)
    return {
        "today": str(today),
        "policy": rng.choice(POLICIES),
        "baseline": rng.choice((None, None, 16)),
        "treatments": [{"on": str(on), "kind": k, "planned": p} for on, k, p in treated],
        "check_ins": [{"on": str(on), "answers": _answers(rng, on, treated)} for on in chosen],
        "reports": [
            {"on": str(on), "kind": rng.choice(KINDS)}
            for on in rng.choices(days[-12:], k=rng.choice((0, 0, 0, 1, 2)))
        ],
        "contacts": [{"on": str(on)} for on in rng.choices(days[-30:], k=rng.choice((0, 0, 1, 2)))],
        "appointments": [
            {"on": str(today + timedelta(rng.randint(-5, 40)))}
            for _ in range(rng.choice((0, 0, 1)))
        ],
    }


def _treatments(rng: Random) -> list[tuple[date, str, bool]]:
    treated, on = [], START
    for _ in range(rng.choice((0, 3, 4, 6, 6, 6))):
        treated.append((on, "induction", True))
        on += timedelta(rng.choice((2, 3, 4, 7, 15)))
    for _ in range(rng.choice((0, 0, 1, 2, 3, 4, 6))):
        on += timedelta(rng.choice((3, 5, 10, 11, 21, 35, 60)))
        treated.append((on, rng.choice(("booster",) * 5 + ("induction",)), rng.random() < 0.3))
    return treated


def _answers(rng: Random, on: date, treated: list[tuple[date, str, bool]]) -> list[int | None]:
    """Low soon after a treatment, creeping back later, with noise and now and then a blank."""
    since = min(((on - t).days for t, _, _ in treated if t <= on), default=60)
    mean = 0.4 + min(since, 70) / 40
    answers: list[int | None] = [max(0, min(3, round(rng.gauss(mean, 0.8)))) for _ in range(7)]
    if rng.random() < 0.12:
        for blank in rng.sample(range(7), rng.randint(1, 7)):
            answers[blank] = None
    return answers
