"""The second person: looks at a draft that somebody else drew up."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from pwa.care import audit, clock, roles
from pwa.care.audit import Actor
from pwa.care.drafts.states import back_to_draft, not_behind, only_in
from pwa.errors import Conflict, Forbidden
from pwa.store.tables import PolicyDraft, Staff

REVIEWS = [role for role in roles.ROLES if roles.may(role, "review thresholds")]


def reviewers(s: Session, draft: PolicyDraft) -> Sequence[Staff]:
    """Who can review it: staff who may, the author apart."""
    chosen = select(Staff).where(
        Staff.clinic_id == draft.clinic_id,
        Staff.id != draft.author_id,
        col(Staff.disabled_at).is_(None),
        col(Staff.role).in_(REVIEWS),
    )
    return s.exec(chosen.order_by(Staff.name, Staff.id).limit(20)).all()


def agree(s: Session, draft: PolicyDraft, actor: Actor, note: str) -> None:
    """It may be published."""
    _only_another(draft, actor)
    only_in(draft, "draft", "sent-back")
    not_behind(s, draft)
    _judge(s, draft, actor, "reviewed", note)


def send_back(s: Session, draft: PolicyDraft, actor: Actor, note: str) -> None:
    """It may not, and the note says why."""
    _only_another(draft, actor)
    only_in(draft, "draft", "sent-back", "reviewed")
    if not note:
        raise Conflict("Say what the author should look at.")
    _judge(s, draft, actor, "draft", note)


def take_back_review(s: Session, draft: PolicyDraft, actor: Actor) -> None:
    """The reviewer has second thoughts, before it is published."""
    only_in(draft, "reviewed", "sent-back", "scheduled")
    if draft.reviewed_by != actor.id:
        raise Forbidden("Only who reviewed it can take that back.")
    back_to_draft(draft)
    s.add(draft)
    audit.record(s, actor, "draft.review-taken-back", draft.id)


def _only_another(draft: PolicyDraft, actor: Actor) -> None:
    if draft.author_id == actor.id:
        raise Forbidden("A draft is reviewed by somebody else than its author.")


def _judge(s: Session, draft: PolicyDraft, actor: Actor, state: str, note: str) -> None:
    draft.state = state
    draft.reviewed_by, draft.reviewed_at, draft.review_note = actor.id, clock.now(), note
    s.add(draft)
    audit.record(s, actor, "draft.reviewed", draft.id, agreed=state == "reviewed")
