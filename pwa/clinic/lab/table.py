"""The lab's figures as rows: in force, in the draft, and what the difference is."""

from collections.abc import Callable
from typing import NamedTuple

from pwa.clinic.words import RULES
from pwa.decision.lab import Comparison, Figures
from pwa.decision.lab.counted import median_of
from pwa.decision.lab.outcome import OUTCOMES
from pwa.decision.rules import ORDER

NOTHING = "–"


class Line(NamedTuple):
    """One figure of both policies; `less` says whether fewer would be better, None: neither."""

    name: str
    current: str
    draft: str
    change: str


class RuleLine(NamedTuple):
    """Requests and flagged check-ins of one rule: in force, and in the draft."""

    name: str
    requests: tuple[int, int]
    flags: tuple[int, int]


class Shifts(NamedTuple):
    """Returns that led to a booster: how the draft's first flag lies to the one in force."""

    earlier: int
    same: int
    later: int
    days_earlier: float | None
    days_later: float | None
    gained: int
    lost: int


def lines(made: Comparison, minutes: int) -> list[Line]:
    """The figures that say whether a draft is worth it, in the order of the page."""
    figures: list[tuple[str, Callable[[Figures], float | None], str]] = [
        ("Patients whom a check-in flagged", lambda f: f.flagged, ",.0f"),
        ("Check-ins flagged, a week", lambda f: f.flags_a_week, ",.1f"),
        ("Patients flagged, a week", lambda f: f.people_a_week, ",.1f"),
        ("Requests to call, for 100 patient-weeks", lambda f: f.per_100_patient_weeks, ",.1f"),
        ("Requests to call, a week", lambda f: f.requests_a_week, ",.1f"),
        (
            f"Staff time, minutes a week ({minutes} for a request)",
            lambda f: f.requests_a_week * minutes,
            ",.0f",
        ),
        ("Flags for a return", lambda f: f.outcomes.total(), ",.0f"),
        ("of these, false alarms", lambda f: f.false_alarms, ",.0f"),
        ("Returns that led to a booster", lambda f: f.returns, ",.0f"),
        ("of these, missed: no flag came before", lambda f: f.misses, ",.0f"),
        ("Days from the flag to the booster, median", lambda f: f.median_lead, ",.1f"),
    ]
    return [_line(name, of(made.current), of(made.draft), form) for name, of, form in figures]


def _line(name: str, current: float | None, draft: float | None, form: str) -> Line:
    def written(value: float | None) -> str:
        return NOTHING if value is None else format(value, form)

    if current is None or draft is None:
        change = NOTHING
    elif written(current) == written(draft):
        change = "the same"
    else:
        change = format(draft - current, f"+{form}").replace("-", "−")
    return Line(name, written(current), written(draft), change)


def by_rule(made: Comparison) -> list[RuleLine]:
    """Every rule that asked under either policy, in the order of the policy's table."""

    def of(figures: Figures) -> tuple[dict[str, int], dict[str, int]]:
        return figures.rules(figures.requests), figures.rules(figures.flags)

    (asked, flagged), (would_ask, would_flag) = of(made.current), of(made.draft)
    rules = sorted({*asked, *would_ask, *flagged, *would_flag}, key=ORDER.__getitem__)
    return [
        RuleLine(
            RULES[rule],
            (asked.get(rule, 0), would_ask.get(rule, 0)),
            (flagged.get(rule, 0), would_flag.get(rule, 0)),
        )
        for rule in rules
    ]


def shifts(made: Comparison) -> Shifts:
    """How many earlier, and by how much, and how many later."""
    earlier = {days: n for days, n in made.shifts.items() if days > 0}
    later = {-days: n for days, n in made.shifts.items() if days < 0}
    return Shifts(
        sum(earlier.values()),
        made.shifts[0],
        sum(later.values()),
        median_of(earlier),
        median_of(later),
        made.gained,
        made.lost,
    )


class OutcomeLine(NamedTuple):
    name: str
    current: int
    draft: int


OUTCOME_NAMES = {
    "treated": "A treatment followed within 28 days",
    "false-alarm": "False alarm: no treatment, and back down within 28 days",
    "lasting": "Neither: scores stayed up without a treatment",
    "undecided": "Too new to tell: less than 28 days ago",
}


def outcomes(made: Comparison) -> list[OutcomeLine]:
    """What became of the flags for a return."""
    return [
        OutcomeLine(OUTCOME_NAMES[name], made.current.outcomes[name], made.draft.outcomes[name])
        for name in OUTCOMES
    ]
