"""What check-ins have asked for, and no contact, treatment or later check-in has answered yet."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pwa.care import advice as advices
from pwa.care.history import History
from pwa.decision import Advice, Policy, replay
from pwa.decision.rules import Urgency


class Asked(NamedTuple):
    """An advice that asks for a contact, and the day of its check-in."""

    on: date
    advice: Advice


def still_asked(
    past: History, limits: Policy, since: date, same_day: Callable[[date], bool]
) -> Asked | None:
    """The most urgent that check-ins from `since` on asked for and nothing has answered yet.

    A contact or treatment answers the days before it; of a check-in of its very day `same_day`
    tells whether it came first. Where that is not known the answer must be the careful one.
    """
    timeline = past.timeline()
    endings = ends_of(past)
    standing: Asked | None = None
    before = date.min
    for counted, (on, advice) in zip(timeline.check_ins, replay(timeline, limits), strict=True):
        if on < since:
            continue
        if any(before < day <= on for day in endings):
            standing = None
        if on in endings and same_day(on):
            standing = None
        elif advices.asks(advice):
            standing = _more_urgent(standing, Asked(on, advice))
        elif counted.total is not None:
            standing = None
        before = on
    return None if any(day > before for day in endings) else standing


def always(_day: date) -> bool:
    """What ended the day came after its check-in, and has answered it."""
    return True


def never(_day: date) -> bool:
    """The check-in came last, and asks still."""
    return False


def _more_urgent(one: Asked | None, other: Asked) -> Asked:
    return other if one is None or level(other.advice) > level(one.advice) else one


def level(advice: Advice) -> Urgency:
    return Urgency[advice.urgency.upper()]


def days_of(past: History) -> list[date]:
    return [on for on, _ in past.check_ins]


def ends_of(past: History) -> list[date]:
    return [*past.contacts, *(on for on, _, _ in past.treatments)]
