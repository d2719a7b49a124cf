"""A draft becomes a version: at once, or on a day to come. And the way back."""

from datetime import date

from sqlmodel import Session, col, select

from pwa.care import audit, clock, lab, policy
from pwa.care.audit import Actor
from pwa.care.drafts.review import reviewers
from pwa.care.drafts.states import back_to_draft, not_behind, only_in
from pwa.decision import Policy
from pwa.errors import Conflict, Fault, Invalid
from pwa.store import directory
from pwa.store.tables import Clinic, PolicyDraft, PolicyVersion

SCHEDULED = (PolicyDraft.state == "reviewed", col(PolicyDraft.publish_on).is_not(None))


def publish(s: Session, draft: PolicyDraft, actor: Actor, on: date) -> PolicyVersion | None:
    """From today on, or from a later day of the clinic (then None). Invalid for a day past.

    Unless somebody else could review it, it has to be reviewed; where nobody could, the version
    names no reviewer and says so by that.
    """
    only_in(draft, "draft", "reviewed")
    if draft.state == "draft" and reviewers(s, draft):
        raise Conflict("A second person has to review it first.")
    not_behind(s, draft)
    today = clock.today(s.get_one(Clinic, draft.clinic_id).timezone)
    if on < today:
        raise Invalid([Fault("on", "must be today or a later day")])
    if on == today:
        return make_version(s, draft, actor)
    _schedule(s, draft, actor, on)
    return None


def _schedule(s: Session, draft: PolicyDraft, actor: Actor, on: date) -> None:
    if other := waiting(s, draft.clinic_id):
        raise Conflict(
            f"Another draft waits for its day, {other.publish_on}. Take that back first."
        )
    draft.state, draft.publish_on = "reviewed", on
    s.add(draft)
    directory.put(s, "draft", draft.clinic_id, draft.clinic_id)
    audit.record(s, actor, "draft.scheduled", draft.id, on=on.isoformat())


def cancel_date(s: Session, draft: PolicyDraft, actor: Actor) -> None:
    """It is not published by itself any more; the review stays."""
    only_in(draft, "scheduled")
    draft.publish_on = None
    directory.remove(s, "draft", draft.clinic_id)
    if draft.reviewed_by is None:
        back_to_draft(draft)
    s.add(draft)
    audit.record(s, actor, "draft.unscheduled", draft.id)


def waiting(s: Session, clinic_id: str) -> PolicyDraft | None:
    """The draft that waits for its day, if any."""
    chosen = select(PolicyDraft).where(PolicyDraft.clinic_id == clinic_id, *SCHEDULED)
    return s.exec(chosen).first()


def make_version(s: Session, draft: PolicyDraft, actor: Actor) -> PolicyVersion:
    """Publish what may be published. The caller has checked that it may."""
    version = policy.publish(
        s,
        draft.clinic_id,
        draft.values,
        draft.preset,
        draft.why,
        draft.author_id,
        reviewed_by=draft.reviewed_by if draft.state == "reviewed" else None,
        lab=lab.kept(draft.lab),
    )
    draft.state, draft.ended_at = "published", clock.now()
    draft.published_number = version.number
    s.add(draft)
    stop_waiting(s, draft.clinic_id)
    name = "thresholds.published" if version.reviewed_by else "thresholds.published-unreviewed"
    audit.record(s, actor, name, version.id, number=version.number)
    return version


def roll_back(s: Session, actor: Actor, number: int, why: str) -> PolicyVersion:
    """Take the values of an earlier version again, as a new one, at once."""
    _, in_force = policy.current(s, actor.clinic_id)
    earlier = policy.version(s, actor.clinic_id, number)
    if Policy.from_values(earlier.values) == in_force:
        raise Conflict(f"Version {number} does not differ from the thresholds in force.")
    version = policy.publish(
        s,
        actor.clinic_id,
        earlier.values,
        earlier.preset,
        why,
        actor.id,
        rolled_back_to=number,
    )
    stop_waiting(s, actor.clinic_id)
    audit.record(s, actor, "thresholds.rolled-back", version.id, number=version.number, to=number)
    return version


def stop_waiting(s: Session, clinic_id: str) -> None:
    """What waited for its day was compared with a version that is no longer in force."""
    directory.remove(s, "draft", clinic_id)
    other = waiting(s, clinic_id)
    if other is not None:
        back_to_draft(other)
        s.add(other)
        s.flush()
