"""The lab's figures for a terminal and as JSON."""

from collections import Counter
from datetime import date
from typing import Any

from pwa.decision.lab import Comparison, Figures, lines, too_little
from pwa.decision.lab.counted import monday_of
from pwa.decision.rules import ORDER


def as_text(made: Comparison, minutes: int) -> str:
    """Both policies side by side, then each rule's requests."""
    figures = made.draft
    head = f"{figures.patients:,} patients, {figures.check_ins:,} check-ins, {figures.weeks} weeks"
    rows: list[tuple[str, ...]] = [
        ("", "current", "draft", "difference"),
        *lines(made, minutes),
        ("",),
        ("Requests by rule",),
        *_by_rule(made),
    ]
    warnings = [f"Too little to learn from: {words}" for words in too_little(made.current)]
    return "\n".join([head, *warnings, "", *map(_row, rows), "", *_shifts(made)])


def _row(cells: tuple[str, ...]) -> str:
    name, *numbers = cells
    return f"{name:<50}{''.join(f'{cell:>12}' for cell in numbers)}".rstrip()


def _by_rule(made: Comparison) -> list[tuple[str, ...]]:
    old, new = made.current.rules(made.current.requests), made.draft.rules(made.draft.requests)
    return [
        (rule, f"{old.get(rule, 0):,}", f"{new.get(rule, 0):,}", "")
        for rule in sorted({*old, *new}, key=ORDER.__getitem__)
    ]


def _shifts(made: Comparison) -> list[str]:
    earlier = sum(n for days, n in made.shifts.items() if days > 0)
    later = sum(n for days, n in made.shifts.items() if days < 0)
    alone = f"{made.gained} only by the draft, {made.lost} only by the current policy"
    return [
        f"Returns that led to a booster: {earlier} flagged earlier by the draft, {later} later,",
        f"{alone}.",
        f"The advice on the last day differs for {made.changed} patients.",
    ]


def as_json(made: Comparison) -> dict[str, Any]:
    return {
        "current": _figures(made.current),
        "draft": _figures(made.draft),
        "returns": {
            "days_earlier": {str(days): n for days, n in sorted(made.shifts.items())},
            "only_draft": made.gained,
            "only_current": made.lost,
        },
        "advice_differs": made.changed,
        "too_little": too_little(made.current),
    }


def _figures(one: Figures) -> dict[str, Any]:
    return {
        "patients": one.patients,
        "patient_weeks": round(one.patient_weeks, 2),
        "check_ins": one.check_ins,
        "patients_flagged": one.flagged,
        "flags": one.rules(one.flags),
        "requests": one.rules(one.requests),
        "requests_per_100_patient_weeks": round(one.per_100_patient_weeks, 3),
        "outcomes": dict(sorted(one.outcomes.items())),
        "returns": one.returns,
        "misses": one.misses,
        "median_lead_days": one.median_lead,
        "weeks": _weeks(one),
    }


def _weeks(one: Figures) -> list[dict[str, Any]]:
    def of(counted: Counter[tuple[int, str]], week: int) -> dict[str, int]:
        return {rule: n for (its_week, rule), n in sorted(counted.items()) if its_week == week}

    found = sorted({week for week, _ in (*one.flags, *one.requests)})
    return [
        {
            "from": date.fromordinal(monday_of(week)).isoformat(),
            "people": of(one.people, week),
            "flags": of(one.flags, week),
            "requests": of(one.requests, week),
        }
        for week in found
    ]
