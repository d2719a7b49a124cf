"""The lab's figures: sums over patients. `a + b` are the figures of both, in whatever order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from pwa.decision.lab.counted import (
    WEEK,
    Key,
    by_rule,
    counter,
    known,
    median_of,
    plain,
    week_of,
)
from pwa.decision.lab.outcome import FALSE_ALARM

LATELY_WEEKS = 12
ANY = "any"  # of the rules


@dataclass(slots=True)
class Figures:
    """What a policy would have asked of some patients. Days are ordinals, weeks as `week_of`.

    `settled` counts patients with a full check-in long enough after a treatment, `flagged` those
    whom a check-in ever flagged, `days` patient-days from each one's first day on record. `flags`
    (check-ins that asked), `people` (patients with a flag) and `requests` count by week and rule;
    as a patient may have flags of several rules, `people` counts them under ANY, too. `outcomes`
    count episodes; `leads` count, by days, the flags before boosters for returned symptoms, and
    `misses` those boosters that none came before: see `outcome`.
    """

    patients: int = 0
    settled: int = 0
    days: int = 0
    check_ins: int = 0
    flagged: int = 0
    flags: Counter[Key] = field(default_factory=Counter)
    people: Counter[Key] = field(default_factory=Counter)
    requests: Counter[Key] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    leads: Counter[int] = field(default_factory=Counter)
    misses: int = 0
    first: int | None = None
    last: int | None = None

    def add(self, other: "Figures") -> None:
        """Take the other in, in place."""
        for name in _COUNTED:
            getattr(self, name).update(getattr(other, name))
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first = min(known(self.first, other.first), default=None)
        self.last = max(known(self.last, other.last), default=None)

    def __add__(self, other: "Figures") -> "Figures":
        both = Figures()
        both.add(self)
        both.add(other)
        return both

    @property
    def first_week(self) -> int | None:
        return None if self.first is None else week_of(self.first)

    @property
    def last_week(self) -> int | None:
        return None if self.last is None else week_of(self.last)

    @property
    def weeks(self) -> int:
        """Weeks from the first check-in on record to the last, both included."""
        first, last = self.first_week, self.last_week
        return 0 if first is None or last is None else last - first + 1

    @property
    def patient_weeks(self) -> float:
        return self.days / WEEK

    @property
    def asked(self) -> int:
        """How many requests."""
        return self.requests.total()

    @property
    def per_100_patient_weeks(self) -> float:
        """Requests for each 100 weeks of one patient."""
        return 100 * self.asked / self.patient_weeks if self.days else 0.0

    @property
    def false_alarms(self) -> int:
        return self.outcomes[FALSE_ALARM]

    @property
    def returns(self) -> int:
        """Boosters for returned symptoms: those that a flag came before, and the misses."""
        return self.leads.total() + self.misses

    @property
    def median_lead(self) -> float | None:
        """Days from a flag to its booster, of half of them more and of half less."""
        return median_of(self.leads)

    @property
    def seen_before(self) -> float | None:
        """Of those boosters, the percentage that a flag came before; None without any."""
        return 100 * self.leads.total() / self.returns if self.returns else None

    @property
    def requests_a_week(self) -> float:
        return sum(self.a_week(self.requests).values())

    @property
    def flags_a_week(self) -> float:
        """Flagged check-ins a week."""
        return sum(self.a_week(self.flags).values())

    @property
    def people_a_week(self) -> float:
        """Patients with a flag a week."""
        return self.a_week(self.people).get(ANY, 0.0)

    def a_week(self, counted: Counter[Key]) -> dict[str, float]:
        """By rule, of the newest twelve weeks: a clinic grows, and its first ones say little."""
        if self.last_week is None:
            return {}
        weeks = min(self.weeks, LATELY_WEEKS)
        since = self.last_week - weeks
        lately = Counter({key: n for key, n in counted.items() if key[0] > since})
        return {rule: n / weeks for rule, n in self.rules(lately).items()}

    @staticmethod
    def rules(counted: Counter[Key]) -> dict[str, int]:
        """The sums over all weeks."""
        return dict(sorted((rule, n) for (_, rule), n in by_rule(counted).items()))

    def without_weeks(self) -> "Figures":
        """The same sums in a smaller form: every flag and request in one week, 0."""
        return replace(
            self,
            flags=by_rule(self.flags),
            people=by_rule(self.people),
            requests=by_rule(self.requests),
        )

    def as_json(self) -> dict[str, Any]:
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Figures":
        """What `as_json` gave."""
        return cls(**{name: counter(value) for name, value in data.items()})


_COUNTED = ("flags", "people", "requests", "outcomes", "leads")
_SUMMED = ("patients", "settled", "days", "check_ins", "flagged", "misses")
