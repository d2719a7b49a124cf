"""The lab's figures: sums over patients. `a + b` are the figures of both, in whatever order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from pwa.decision.lab.asking import Replayed
from pwa.decision.lab.followed import Followed
from pwa.decision.lab.outcome import FALSE_ALARM, Episode, has_settled

WEEK = 7
Key = tuple[int, str]  # week and rule


def week_of(day: int) -> int:
    """The number of a day's week; weeks begin on Mondays, as ordinals do."""
    return (day - 1) // WEEK


def monday_of(week: int) -> int:
    """The week's first day, as an ordinal."""
    return week * WEEK + 1


@dataclass(slots=True)
class Figures:
    """What a policy would have asked of some patients. Days are ordinals, weeks as `week_of`.

    `settled` counts patients with a full check-in long enough after a treatment, `flagged` those
    whom a check-in ever flagged, `days` patient-days from each one's first day on record. `flags`
    (check-ins that asked) and `requests` count by week and rule, `people` patients with a flag by
    week. `outcomes` count episodes; `leads` count, by days, the flags before boosters for returned
    symptoms, and `misses` those boosters that none came before: see `outcome`.
    """

    patients: int = 0
    settled: int = 0
    days: int = 0
    check_ins: int = 0
    flagged: int = 0
    flags: Counter[Key] = field(default_factory=Counter)
    people: Counter[int] = field(default_factory=Counter)
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
        self.first = min(_known(self.first, other.first), default=None)
        self.last = max(_known(self.last, other.last), default=None)

    def __add__(self, other: "Figures") -> "Figures":
        both = Figures()
        both.add(self)
        both.add(other)
        return both

    @property
    def weeks(self) -> int:
        """Weeks from the first check-in on record to the last, both included."""
        if self.first is None or self.last is None:
            return 0
        return week_of(self.last) - week_of(self.first) + 1

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

    def minutes_a_week(self, minutes_a_request: int) -> float:
        """What the requests take of the staff's time, in minutes a week."""
        return self.asked * minutes_a_request / self.weeks if self.weeks else 0.0

    def without_weeks(self) -> "Figures":
        """The same sums in a smaller form: every flag and request in one week, 0."""
        return replace(
            self,
            flags=_by_rule(self.flags),
            people=Counter({0: self.people.total()} if self.people else {}),
            requests=_by_rule(self.requests),
        )

    def as_json(self) -> dict[str, Any]:
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Figures":
        """What `as_json` gave."""
        return cls(**{name: _counter(value) for name, value in data.items()})


_COUNTED = ("flags", "people", "requests", "outcomes", "leads")
_SUMMED = ("patients", "settled", "days", "check_ins", "flagged", "misses")


def figures_of(
    patient: Followed, replayed: Replayed, found: list[Episode], lead: Mapping[int, int | None]
) -> Figures:
    """One patient's part of the figures."""
    check_ins = patient.timeline.check_ins
    return Figures(
        patients=1,
        settled=int(has_settled(patient)),
        days=patient.until - patient.first + 1,
        check_ins=len(check_ins),
        flagged=int(bool(replayed.flags)),
        flags=Counter((week_of(flag.on), flag.rule) for flag in replayed.flags),
        people=Counter({week_of(flag.on): 1 for flag in replayed.flags}),
        requests=Counter((week_of(one.on), one.rule) for one in replayed.requests),
        outcomes=Counter(episode.outcome for episode in found),
        leads=Counter(days for days in lead.values() if days is not None),
        misses=sum(days is None for days in lead.values()),
        first=check_ins[0].on if check_ins else None,
        last=check_ins[-1].on if check_ins else None,
    )


def median_of(counted: Mapping[int, int]) -> float | None:
    """The median of values that are counted."""
    values = sorted(Counter(counted).elements())
    if not values:
        return None
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _by_rule(counted: Counter[Key]) -> Counter[Key]:
    folded: Counter[Key] = Counter()
    for (_, rule), n in counted.items():
        folded[0, rule] += n
    return folded


def _known(*days: int | None) -> list[int]:
    return [day for day in days if day is not None]


def _plain(value: Any) -> Any:
    """A counter as rows of its key and count, sorted: JSON has no tuples for keys."""
    if not isinstance(value, Counter):
        return value
    return [[*(key if isinstance(key, tuple) else (key,)), n] for key, n in sorted(value.items())]


def _counter(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return Counter({tuple(key) if len(key) > 1 else key[0]: n for *key, n in value})
