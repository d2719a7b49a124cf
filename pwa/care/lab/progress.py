"""Work over all patients in slices, with a note of how far it has come that survives as JSON."""

import time
from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from pwa.care.lab import cohort, load
from pwa.care.lab.load import Loaded
from pwa.store.tables import Clinic

Progress = dict[str, Any]
OWN, COHORT = "clinic", "cohort"


def nothing_done(patients: int) -> Progress:
    return {"of": patients, "done": 0, "after": "", "is_done": False}


def advance(
    s: Session, clinic: Clinic, source: str, so_far: Progress, seconds: float,
    take: Callable[[Loaded], None],
) -> Progress:  # fmt: skip
    """Take slice after slice in for some seconds, at least one; how far it has come then."""
    until = time.monotonic() + seconds
    done, after, is_done = so_far["done"], so_far["after"], so_far["is_done"]
    while not is_done:
        found = load.after(s, clinic, after) if source == OWN else _cohort()
        for one in found:
            take(one)
        done, after = done + len(found), found[-1].id if found else after
        is_done = source == COHORT or len(found) < load.SLICE
        if time.monotonic() >= until:
            break
    # What is whole needs no place to go on from, and keeps no patient's id.
    place = "" if is_done else after
    return {"of": max(done, so_far["of"]), "done": done, "after": place, "is_done": is_done}


def _cohort() -> list[Loaded]:
    return [Loaded("", one, is_here=False) for one in cohort.followed()]
