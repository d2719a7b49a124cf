"""One patient's part of the lab's figures."""

from collections import Counter
from collections.abc import Mapping

from pwa.decision.lab.asking import Asking, Replayed
from pwa.decision.lab.counted import Key, week_of
from pwa.decision.lab.figures import ANY, Figures
from pwa.decision.lab.followed import Followed
from pwa.decision.lab.outcome import Episode, has_settled


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
        people=_people(replayed.flags),
        requests=Counter((week_of(one.on), one.rule) for one in replayed.requests),
        outcomes=Counter(episode.outcome for episode in found),
        leads=Counter(days for days in lead.values() if days is not None),
        misses=sum(days is None for days in lead.values()),
        first=check_ins[0].on if check_ins else None,
        last=check_ins[-1].on if check_ins else None,
    )


def _people(flags: list[Asking]) -> Counter[Key]:
    """The weeks and rules in which this one patient was flagged."""
    return Counter({(week_of(one.on), rule): 1 for one in flags for rule in (one.rule, ANY)})
