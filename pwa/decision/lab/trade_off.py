"""What a policy would trade for what, as one of its parameters moves over its range."""

from pwa.decision.lab.asking import replayed
from pwa.decision.lab.figures import Figures
from pwa.decision.lab.followed import Followed
from pwa.decision.lab.of_patient import figures_of
from pwa.decision.lab.outcome import episodes, leads, returns
from pwa.decision.policy import PARAMETERS, Policy
from pwa.errors import Invalid

MOST_VALUES = 7


def values_over(name: str, draft: Policy, current: Policy) -> list[int]:
    """At most 7 values from a parameter's range, and those of both policies; in order.

    Values that contradict the rest of the draft are left out.
    """
    low, high = PARAMETERS[name].low or 0, PARAMETERS[name].high or 0
    steps = MOST_VALUES - 1
    spread = {low + round(step * (high - low) / steps) for step in range(MOST_VALUES)}
    own = {value for value in (draft[name], current[name]) if value is not None}
    return [value for value in sorted(spread | own) if moved(draft, name, value)]


def moved(draft: Policy, name: str, value: int) -> Policy | None:
    """The draft with another value of one parameter; None where it contradicts another."""
    try:
        return Policy.from_values(draft.values | {name: value})
    except Invalid:
        return None


def measured(patient: Followed, policy: Policy) -> Figures:
    """One patient's part of one policy's figures, without its weeks."""
    asked = replayed(patient, policy)
    found = episodes(patient, asked.flags)
    return figures_of(patient, asked, found, leads(found, returns(patient))).without_weeks()
