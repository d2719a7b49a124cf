"""Whose advice would change today, with the reason under each policy."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import lab
from pwa.care.case.reasons import level_of, short_day
from pwa.care.case.words import RULES
from pwa.care.lab import people
from pwa.clinic.reasons import reasons
from pwa.clinic.words import ACTIONS
from pwa.decision import Advice
from pwa.decision.lab import Replayed
from pwa.store.tables import Clinic, Patient


class Side(NamedTuple):
    """What one policy says: its heading, its urgency, and sentences with the numbers."""

    title: str
    urgency: str
    why: list[str]


class Row(NamedTuple):
    patient: Patient
    current: Side
    draft: Side


class Page(NamedTuple):
    """Some people, where the next ones begin, and whether more are concerned than are listed."""

    rows: list[Row]
    following: int | None
    is_cut: bool


def listed(s: Session, clinic: Clinic, document: lab.Lab | None, start: int) -> Page:
    if document is None or not document["is_done"]:
        return Page([], None, is_cut=False)
    found = people.changes(s, clinic, document, start)
    following = start + people.PAGE
    return Page(
        [Row(one.patient, _side(one.current), _side(one.draft)) for one in found],
        following if following < len(document["people"]) else None,
        is_cut=document["sums"]["changed"] > len(document["people"]),
    )


def _side(asked: Replayed) -> Side:
    if asked.standing:
        on, rule, urgency, advice = asked.standing
        return Side(RULES[rule], urgency, reasons(advice, rule, date.fromordinal(on)))
    if asked.last and asked.last[1].urgency == "none":
        return Side(ACTIONS[asked.last[1].action], "none", _calm(*asked.last))
    return Side(ACTIONS["none"], "none", [])


def _calm(day: int, advice: Advice) -> list[str]:
    """The numbers of a check-in that asked for no contact."""
    facts, on = advice.facts, date.fromordinal(day)
    if facts["total"] is None:
        return [f"{short_day(on)}: not finished."]
    readings = facts["readings"]
    more = f", {readings} raised in a row" if readings else ""
    return [f"{short_day(on)}: total {facts['total']}, settled level {level_of(facts)}{more}."]
