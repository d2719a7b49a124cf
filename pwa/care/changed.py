"""What changed since the plan before, in one line; kept with the new plan for a week."""

from datetime import date
from typing import Any

from sqlmodel import Session

from pwa.care import policy
from pwa.decision import Timeline, Voice, compile_plan
from pwa.decision.changed import Change, by_contact, by_limits, by_treatment
from pwa.store.tables import StoredPlan

SHOWN_DAYS = 7


def note(
    s: Session, body: dict[str, Any], before: StoredPlan | None, timeline: Timeline, voice: Voice
) -> None:
    """Add to a new plan what set it apart from the one before."""
    today = date.fromisoformat(body["from"])
    contacts = [day for day in timeline.contacts if day <= today.toordinal()]
    body["contact"] = date.fromordinal(contacts[-1]).isoformat() if contacts else None
    if before is not None:
        body["changed"] = _new(s, body, before, timeline, voice) or _still(before.body, today)


def _new(
    s: Session, body: dict[str, Any], before: StoredPlan, timeline: Timeline, voice: Voice
) -> Change | None:
    had = before.body
    found = (
        by_treatment(had["last_treatment"], body["last_treatment"])
        or _by_limits(s, body, before, timeline, voice)
        or by_contact(had.get("contact", body["contact"]), body["contact"])
    )
    return found and found | {"since": body["from"]}


def _by_limits(
    s: Session, body: dict[str, Any], before: StoredPlan, timeline: Timeline, voice: Voice
) -> Change | None:
    number, _ = policy.limits(s, before.clinic_id)
    if before.policy_number == number:
        return None
    # By the old limits on what is known today: a check-in in between is no change of limits.
    old = policy.numbered(s, before.clinic_id, before.policy_number)
    by_old = compile_plan(timeline, old, date.fromisoformat(body["from"]), voice)
    return by_limits(by_old, body, voice.words)


def _still(had: dict[str, Any], today: date) -> Change | None:
    change: Change | None = had.get("changed")
    if change and (today - date.fromisoformat(change["since"])).days < SHOWN_DAYS:
        return change
    return None
