"""A draft beside the policy in force, replayed in slices that are kept and added up.

No slice takes long: the request that does it ends soon, others get their turn, and the work goes on
from where it stands, whoever asks next. What is kept is JSON, without a name in it.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from pwa.care import clock, policy
from pwa.care.lab import cohort, load
from pwa.care.lab.load import Loaded
from pwa.care.lab.progress import OWN, advance, nothing_done
from pwa.decision import Policy
from pwa.decision.lab import Comparison, compare
from pwa.store.tables import Clinic

Lab = dict[str, Any]
LISTED = 500


def begin(s: Session, clinic: Clinic, values: Mapping[str, Any], source: str = OWN) -> Lab:
    """The lab's document with nothing done yet: of the clinic's own history, or of the cohort."""
    number, _ = policy.limits(s, clinic.id)
    size = load.size(s, clinic) if source == OWN else load.Size(cohort.PATIENTS, 0)
    return {
        "source": source,
        "values": dict(values),
        "number": number,
        "changes": size.changes,
        "at": clock.now().isoformat(),
        "people": [],
        "sums": Comparison().as_json(),
    } | nothing_done(size.patients)


def go_on(s: Session, clinic: Clinic, lab: Lab, seconds: float) -> Lab:
    """The document after some more slices, at least one. Only reads."""
    sums, people = comparison(lab), list(lab["people"])
    current, draft = policies(s, clinic, lab)

    def take(one: Loaded) -> None:
        made = compare(one.followed, current, draft)
        if not one.is_here:
            made.changed = 0
        elif made.changed and len(people) < LISTED:
            people.append(one.id)
        sums.add(made)

    progress = advance(s, clinic, lab["source"], lab, seconds, take)
    return lab | progress | {"people": people, "sums": sums.as_json()}


def policies(s: Session, clinic: Clinic, lab: Lab) -> tuple[Policy, Policy]:
    """The policy that the draft is compared with, and the draft's."""
    return policy.numbered(s, clinic.id, lab["number"]), Policy.from_values(lab["values"])


def comparison(lab: Lab) -> Comparison:
    """Both policies' figures as far as the work has come."""
    return Comparison.from_json(lab["sums"])


def figures(s: Session, clinic: Clinic, values: Mapping[str, Any]) -> Lab:
    """All of it at once, which takes seconds for a clinic of 1,000 patients. Only reads."""
    return go_on(s, clinic, begin(s, clinic, values), float("inf"))


def is_of(lab: Lab | None, values: Mapping[str, Any], number: int) -> bool:
    """Whether these are the figures of these values beside that version."""
    return lab is not None and (lab["values"], lab["number"]) == (dict(values), number)


def has_newer_data(s: Session, clinic: Clinic, lab: Lab) -> bool:
    """Whether something has arrived since the figures were begun."""
    if lab["source"] != OWN:
        return False
    seen: int = lab["changes"]
    return load.size(s, clinic).changes != seen


def kept(lab: Lab | None) -> Lab | None:
    """What stays with a version: the figures without the list of people; nothing half done."""
    if lab is None or not lab["is_done"]:
        return None
    part = lab.get("trade_off")
    left_out = {"people"} if part is None or part["is_done"] else {"people", "trade_off"}
    return {name: value for name, value in lab.items() if name not in left_out}
