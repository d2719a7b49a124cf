"""A synthetic cohort, for a clinic that has too little history of its own. Nobody in it exists.

Each seed gives the same people for ever. The shape is the policy's simulation: weekly check-ins
that average the last 14 days, with noise of 2.0 points (Bischoff 2020, one standard error). Four in
five respond to six sessions in three weeks (McInnes 2022); how long it lasts differs widely. The
clinic of this cohort gives a booster, after some days, to most people whose scores stay up.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from pwa.decision import parse_case
from pwa.decision.lab import Followed

PATIENTS = 120
WEEKS = 52
SEED = 20260104
LAST_DAY = date(2026, 1, 4)
NOISE_POINTS = 2.0
LOOK_BACK_DAYS = 14
SESSIONS = 6
HIGHEST = 21


def cases(
    patients: int = PATIENTS, weeks: int = WEEKS, seed: int = SEED
) -> Iterator[dict[str, Any]]:
    """Histories in the policy's case format."""
    for number in range(patients):
        yield _Person(Random(f"{seed}-{number}"), weeks).case()  # noqa: S311  # nosec B311


def followed() -> Iterator[Followed]:
    """The shipped cohort."""
    for case in map(parse_case, cases()):
        yield Followed.to(case.timeline, case.today.toordinal())


class _Person:
    """One history, told day by day. Days are counted from the first check-in."""

    def __init__(self, rng: Random, weeks: int) -> None:
        self.rng = rng
        self.last = 7 * weeks
        self.untreated = 11 + 7 * rng.random()
        self.residual = 2 + 4 * rng.random() if rng.random() < 0.8 else self.untreated - 2
        self.treated: list[tuple[int, str]] = []
        self.scores: dict[int, int] = {}
        self.contacts: list[int] = []
        self.true: list[float] = []
        self.lasts = 0.0

    def case(self) -> dict[str, Any]:
        self._treat(*((3.5 * n // 1 + 1, "induction") for n in range(SESSIONS)))
        for day in range(self.last + 1):
            self.true.append(self._level(day))
            if day % 7 == 0 and self.rng.random() < 0.88:
                self._check_in(day)
        return {
            "today": _on(self.last, self.last),
            "baseline": round(self.untreated),
            "treatments": [
                {"on": self._day(day), "kind": kind, "planned": kind == "induction"}
                for day, kind in self.treated
                if day <= self.last
            ],
            "check_ins": [
                {"on": self._day(day), "answers": _answers(total)}
                for day, total in self.scores.items()
            ],
            "contacts": [{"on": self._day(day)} for day in self.contacts if day <= self.last],
        }

    def _day(self, day: int) -> str:
        return _on(day, self.last)

    def _treat(self, *sessions: tuple[float, str]) -> None:
        self.treated += [(int(day), kind) for day, kind in sessions]
        self.lasts = 20 + 110 * self.rng.random() ** 2

    def _level(self, day: int) -> float:
        """The true level: low while a treatment lasts, then up by about a point a week."""
        given = [on for on, _ in self.treated if on <= day]
        if not given:
            return self.untreated
        effect = min(1.0, len(given) / 4) if len(self.treated) <= SESSIONS else 1.0
        low = self.untreated - effect * (self.untreated - self.residual)
        worn = max(0.0, day - given[-1] - self.lasts) / 7
        return min(self.untreated, low + 1.2 * worn)

    def _check_in(self, day: int) -> None:
        window = self.true[-LOOK_BACK_DAYS:]
        level = sum(window) / len(window) + NOISE_POINTS * self._normal()
        self.scores[day] = max(0, min(HIGHEST, round(level)))
        if self._asks_for_a_booster(day):
            wait = 2 + int(10 * self.rng.random())
            self.contacts.append(day + wait // 2)
            self._treat((day + wait, "booster"))

    def _asks_for_a_booster(self, day: int) -> bool:
        newest = list(self.scores.values())[-2:]
        is_waiting = self.treated[-1][0] > day - LOOK_BACK_DAYS
        has_risen = min(newest) >= max(9, self.residual + 4)
        return has_risen and not is_waiting and self.rng.random() < 0.7

    def _normal(self) -> float:
        # A sum of twelve: unlike the library's own, it stays the same in every release.
        return sum(self.rng.random() for _ in range(12)) - 6


def _on(day: int, last: int) -> str:
    return (LAST_DAY - timedelta(days=last - day)).isoformat()


def _answers(total: int) -> list[int]:
    """Seven answers with this total."""
    return [total // 7 + (place < total % 7) for place in range(7)]
