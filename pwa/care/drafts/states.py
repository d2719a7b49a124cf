"""Where a draft stands, and what is refused because of it."""

from typing import Literal

from sqlmodel import Session

from pwa.care import policy
from pwa.care.audit import Actor
from pwa.errors import Conflict, Forbidden
from pwa.store.tables import PolicyDraft

State = Literal["draft", "sent-back", "reviewed", "scheduled", "published", "withdrawn"]
EDITABLE = ("draft", "reviewed")


def state_of(draft: PolicyDraft) -> State:
    """Its state, told apart further than the column does: sent back, or waiting for its day."""
    if draft.state == "draft":
        return "sent-back" if draft.reviewed_by else "draft"
    if draft.state == "reviewed":
        return "scheduled" if draft.publish_on else "reviewed"
    return "published" if draft.state == "published" else "withdrawn"


def is_behind(s: Session, draft: PolicyDraft) -> bool:
    """Whether a version was published since the draft was drawn up: it must be compared anew."""
    return draft.based_on != policy.limits(s, draft.clinic_id)[0]


def only_in(draft: PolicyDraft, *states: State) -> None:
    """Conflict unless the draft is in one of the states."""
    state = state_of(draft)
    if state not in states:
        raise Conflict(f"This draft is {WORDS[state]} by now. Look at it again.")


def only_the_author(draft: PolicyDraft, actor: Actor) -> None:
    if draft.author_id != actor.id:
        raise Forbidden("Only who drew up a draft can change it.")


def not_behind(s: Session, draft: PolicyDraft) -> None:
    if is_behind(s, draft):
        number, _ = policy.limits(s, draft.clinic_id)
        raise Conflict(
            f"Version {number} was published in the meantime. "
            "The author has to compare the draft with it and save it again."
        )


def back_to_draft(draft: PolicyDraft) -> None:
    """No review and no day hold any longer."""
    draft.state = "draft"
    draft.reviewed_by = draft.reviewed_at = draft.publish_on = None
    draft.review_note = ""


WORDS: dict[State, str] = {
    "draft": "not reviewed yet",
    "sent-back": "sent back to its author",
    "reviewed": "reviewed",
    "scheduled": "waiting for its day",
    "published": "published",
    "withdrawn": "withdrawn",
}
