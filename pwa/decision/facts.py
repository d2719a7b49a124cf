"""The numbers behind an advice: what a message may quote and a record keeps."""

from typing import Any

from pwa.decision.situation import Situation


def facts_of(s: Situation, about: str) -> dict[str, Any]:
    """Points, days (ordinals) and counts; None where there is none. `about` picks the wording."""
    standing, course = s.standing, s.course
    run = course.run if course else None
    presumed = run is not None and s.run_is_confirmed and not run.confirmed
    return {
        "about": about,
        "checked_in": s.answer.floor is not None,
        "total": s.answer.total,
        "has_previous": standing.has_previous,
        "last_total": standing.sharp_reference,
        "level": course.level if course else None,
        "baseline": standing.baseline,
        "reference": standing.change_reference,
        "readings": run.readings + presumed if run else 0,
        "sessions": standing.frequent_sessions,
        "earlier_returns": standing.earlier_returns,
        "own_return": None if s.run_is_new else standing.own_return,
        "treated_on": standing.treated_on,
        "days_since_treatment": standing.days_since_treatment,
        "contact": standing.contact,
        "report_kinds": standing.report_kinds,
        "policy": s.policy,
    }
