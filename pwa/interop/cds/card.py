"""A request as a card: what is asked in one line, and the numbers behind it.

It says when the clinic wishes to hear from somebody. It proposes no treatment, and there is no
card that says that all is well.
Source: CDS Hooks 2.0, "CDS Service Response".
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from pwa.care.case.words import ACCEPT, CLOSE_REASONS, RULES, STAGES
from pwa.decision import GAD7, band
from pwa.interop.cds.asked import Asked, Score
from pwa.interop.fhir.element import Base

INDICATORS = {"urgent": "critical", "soon": "warning", "routine": "info"}
WHEN = {
    "urgent": "Contact now",
    "soon": "Contact in one or two days",
    "routine": "Contact this week",
}
DECIDES = (
    "The limits are the clinic’s own. What to do is for its staff to decide: nothing here asks for "
    "a treatment."
)


class Places(NamedTuple):
    """Addresses that a card leads to: the patient's page, the drawing, and FHIR's base."""

    patient: str
    icon: str
    base: Base


def card(asked: Asked, clinic: str, places: Places) -> dict[str, Any]:
    """The card. Only what is a case already can be answered: it has an id."""
    shown = {
        "summary": summary(asked),
        "indicator": _indicator(asked),
        "detail": detail(asked),
        "source": _source(clinic, places),
        "links": [{"label": "Open the patient’s page", "url": places.patient, "type": "absolute"}],
    }
    return shown if asked.case is None else shown | _answers(asked.case.id, places.base)


def summary(asked: Asked) -> str:
    """One line, under 140 characters whatever is asked: it is made of our own words only."""
    last = [f"Last check-in {_score(asked.last)}"] if asked.last else []
    return ". ".join((RULES[asked.rule], _when(asked), *last)) + "."


def detail(asked: Asked) -> str:
    """GitHub's Markdown. No word in it is anybody's own, so nothing needs escaping."""
    why = asked.reason
    lines = [f"**{RULES[asked.rule]}.** {why.says}"]
    lines += [f"Limit set by the clinic: {why.line}."] if why.line else []
    lines += [f"Also: {', '.join(why.also).lower()}."] if why.also else []
    table = "\n".join(f"| {name} | {value} |" for name, value in _facts(asked).items())
    return "\n\n".join((*lines, f"| | |\n|:--|:--|\n{table}", DECIDES))


def _indicator(asked: Asked) -> str:
    """What staff have put off interrupts nobody."""
    is_put_off = asked.case is not None and asked.case.snoozed_until is not None
    return "info" if is_put_off else INDICATORS[asked.urgency]


def _when(asked: Asked) -> str:
    case = asked.case
    if case and case.snoozed_until:
        return f"Put off until {_day(case.snoozed_until)}"
    return "A visit is booked" if case and case.stage == "booked" else WHEN[asked.urgency]


def _facts(asked: Asked) -> dict[str, str]:
    facts = {
        "Last check-in": _score(asked.last) if asked.last else "none yet",
        "Settled level": asked.level,
        "Last treatment": _day(asked.treated_on) if asked.treated_on else "none on record",
    }
    if case := asked.case:
        facts |= {"Asked on": _day(case.on), "So far": STAGES[case.stage]}
        if case.due_at:
            due = case.due_at.astimezone(ZoneInfo(asked.timezone))
            facts["Act by"] = f"{_day(due.date())}, {due:%H:%M} ({asked.timezone})"
    in_force = asked.limits.created_at.astimezone(ZoneInfo(asked.timezone)).date()
    return facts | {"Limits": f"version {asked.limits.number}, in force from {_day(in_force)}"}


def _source(clinic: str, places: Places) -> dict[str, Any]:
    topic = {
        "system": places.base.codes("task"),
        "code": "contact-patient",
        "display": "Contact the patient",
    }
    return {
        "label": f"Booster Check, {clinic}",
        "url": places.base.removesuffix("/fhir"),
        "icon": places.icon,
        "topic": topic,
    }


def _answers(case_id: str, base: Base) -> dict[str, Any]:
    system = base.codes("case-ending")
    reasons = [
        {"system": system, "code": code, "display": why} for code, why in CLOSE_REASONS.items()
    ]
    accepted = {"label": ACCEPT, "uuid": str(uuid5(NAMESPACE_URL, f"accept {case_id}"))}
    return {
        "uuid": case_id,
        "suggestions": [accepted],
        "selectionBehavior": "at-most-one",
        "overrideReasons": reasons,
    }


def _score(score: Score) -> str:
    highest, points = GAD7.bands[-1].high, score.points
    said = "not finished" if points is None else f"{points} of {highest} ({band(points)})"
    return f"{_day(score.on)}: {said}"


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
