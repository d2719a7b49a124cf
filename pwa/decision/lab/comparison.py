"""Two policies over the same histories: both figures, and what sets them apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pwa.decision.lab.asking import Replayed, replayed
from pwa.decision.lab.figures import Figures
from pwa.decision.lab.followed import Followed
from pwa.decision.lab.of_patient import figures_of
from pwa.decision.lab.outcome import episodes, leads, returns
from pwa.decision.policy import Policy

Said = tuple[str | None, str, str]


@dataclass(slots=True)
class Comparison:
    """Sums like the figures in it: `a + b` is the comparison over both.

    Of the returns that led to a booster, `shifts` count, by days, how much earlier (above 0) or
    later (below) the draft would have flagged those that both flagged; `gained` only the draft
    flagged, `lost` only the current policy. `changed` are patients whose advice differs at the end.
    """

    current: Figures = field(default_factory=Figures)
    draft: Figures = field(default_factory=Figures)
    shifts: Counter[int] = field(default_factory=Counter)
    gained: int = 0
    lost: int = 0
    changed: int = 0

    def add(self, other: "Comparison") -> None:
        """Take the other in, in place."""
        self.current.add(other.current)
        self.draft.add(other.draft)
        self.shifts.update(other.shifts)
        self.gained += other.gained
        self.lost += other.lost
        self.changed += other.changed

    def __add__(self, other: "Comparison") -> "Comparison":
        both = Comparison()
        both.add(self)
        both.add(other)
        return both

    def as_json(self) -> dict[str, Any]:
        return {
            "current": self.current.as_json(),
            "draft": self.draft.as_json(),
            "shifts": sorted(map(list, self.shifts.items())),
            "gained": self.gained,
            "lost": self.lost,
            "changed": self.changed,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Comparison":
        """What `as_json` gave."""
        return cls(
            Figures.from_json(data["current"]),
            Figures.from_json(data["draft"]),
            Counter(dict(data["shifts"])),
            *(data[name] for name in ("gained", "lost", "changed")),
        )


def compare(patient: Followed, current: Policy, draft: Policy) -> Comparison:
    """One patient under both policies."""
    boosters = returns(patient)
    both = [replayed(patient, policy) for policy in (current, draft)]
    found = [episodes(patient, one.flags) for one in both]
    lead = [leads(one, boosters) for one in found]
    pairs = [(lead[0][day], lead[1][day]) for day in boosters]
    return Comparison(
        figures_of(patient, both[0], found[0], lead[0]),
        figures_of(patient, both[1], found[1], lead[1]),
        Counter(new - old for old, new in pairs if old is not None and new is not None),
        gained=sum(old is None and new is not None for old, new in pairs),
        lost=sum(old is not None and new is None for old, new in pairs),
        changed=int(said(both[0]) != said(both[1])),
    )


def compared(patients: Iterable[Followed], current: Policy, draft: Policy) -> Comparison:
    """All of them. Slices may be compared apart and added."""
    total = Comparison()
    for one in patients:
        total.add(compare(one, current, draft))
    return total


def said(one: Replayed) -> Said:
    """What stands at the end: rule, urgency and action; the days and numbers may differ."""
    if one.standing:
        return one.standing.rule, one.standing.urgency, "contact"
    calm = one.last is not None and one.last[1].urgency == "none"
    return None, "none", one.last[1].action if one.last and calm else "none"
