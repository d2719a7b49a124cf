"""One parameter of a draft moved over its range, in slices like the figures themselves."""

from typing import Any, NamedTuple

from sqlmodel import Session

from pwa.care.lab import cohort, load
from pwa.care.lab.load import Loaded
from pwa.care.lab.progress import OWN, advance, nothing_done
from pwa.care.lab.run import Lab, policies
from pwa.decision.lab import Figures, measured, moved, values_over
from pwa.store.tables import Clinic


class Point(NamedTuple):
    """The figures of the draft with one parameter at this value."""

    value: int
    figures: Figures


def begin(s: Session, clinic: Clinic, lab: Lab, name: str) -> Lab:
    """The lab's document with a trade-off over the range of the parameter, nothing of it done."""
    current, draft = policies(s, clinic, lab)
    values = values_over(name, draft, current)
    patients = load.size(s, clinic).patients if lab["source"] == OWN else cohort.PATIENTS
    part = {"name": name, "values": values, "sums": [Figures().as_json() for _ in values]}
    return lab | {"trade_off": part | nothing_done(patients)}


def go_on(s: Session, clinic: Clinic, lab: Lab, seconds: float) -> Lab:
    """The document after some more slices. Only reads."""
    part: dict[str, Any] = lab["trade_off"]
    _, draft = policies(s, clinic, lab)
    sums = [Figures.from_json(one) for one in part["sums"]]
    tried = [moved(draft, part["name"], value) or draft for value in part["values"]]

    def take(one: Loaded) -> None:
        for total, limits in zip(sums, tried, strict=True):
            total.add(measured(one.followed, limits))

    progress = advance(s, clinic, lab["source"], part, seconds, take)
    return lab | {"trade_off": part | progress | {"sums": [one.as_json() for one in sums]}}


def points(lab: Lab) -> list[Point]:
    """What has been worked out so far, by value."""
    part = lab["trade_off"]
    return [
        Point(value, Figures.from_json(one))
        for value, one in zip(part["values"], part["sums"], strict=True)
    ]
