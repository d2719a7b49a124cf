"""What the author does: begin, change, withdraw, and bring back."""

from typing import Any

from sqlmodel import Session

from pwa.care import audit, clock, policy
from pwa.care.audit import Actor
from pwa.care.drafts.states import back_to_draft, only_in, only_the_author
from pwa.decision import PRESETS, Policy
from pwa.errors import Conflict, Forbidden
from pwa.store.tables import PolicyDraft


def begin(s: Session, actor: Actor, values: dict[str, Any], why: str) -> PolicyDraft:
    """A new draft. Invalid names what is out of range; Conflict when nothing differs."""
    if actor.id is None:
        raise Forbidden("A draft has an author.")
    now = clock.now()
    draft = PolicyDraft(
        clinic_id=actor.clinic_id,
        author_id=actor.id,
        values={},
        based_on=0,
        state="draft",
        created_at=now,
        changed_at=now,
    )
    _fill(s, draft, values, why)
    audit.record(s, actor, "draft.begun", draft.id)
    return draft


def change(s: Session, draft: PolicyDraft, actor: Actor, values: dict[str, Any], why: str) -> None:
    """Other values or words. Review, day and figures were about the old ones: they are gone."""
    only_the_author(draft, actor)
    only_in(draft, "draft", "sent-back", "reviewed", "scheduled")
    back_to_draft(draft)
    _fill(s, draft, values, why)
    audit.record(s, actor, "draft.changed", draft.id)


def withdraw(s: Session, draft: PolicyDraft, actor: Actor) -> None:
    """Give it up. It stays on record and can be brought back."""
    only_the_author(draft, actor)
    only_in(draft, "draft", "sent-back", "reviewed", "scheduled")
    back_to_draft(draft)
    draft.state, draft.ended_at = "withdrawn", clock.now()
    s.add(draft)
    audit.record(s, actor, "draft.withdrawn", draft.id)


def restore(s: Session, draft: PolicyDraft, actor: Actor) -> None:
    """Go on with a draft that was withdrawn."""
    only_the_author(draft, actor)
    only_in(draft, "withdrawn")
    back_to_draft(draft)
    draft.ended_at = None
    s.add(draft)
    audit.record(s, actor, "draft.brought-back", draft.id)


def _fill(s: Session, draft: PolicyDraft, values: dict[str, Any], why: str) -> None:
    wanted = Policy.from_values(values)
    number, in_force = policy.limits(s, draft.clinic_id)
    if wanted == in_force:
        raise Conflict("Nothing differs from the thresholds in force.")
    draft.values = wanted.values
    draft.preset = next((name for name, of in PRESETS.items() if of == wanted.values), None)
    draft.why = why
    draft.based_on = number
    draft.lab = None
    draft.changed_at = clock.now()
    s.add(draft)
    s.flush()
