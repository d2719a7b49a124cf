"""The day of a draft has come: it is published, once, by whoever looks first."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from pwa.care.audit import Actor
from pwa.care.drafts.publishing import SCHEDULED, make_version, waiting
from pwa.care.drafts.states import back_to_draft, is_behind
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import Clinic, PolicyDraft, PolicyVersion


def due(s: Session, now: datetime) -> Sequence[str]:
    """The clinics with a draft whose day has come, on their own calendars. Only reads."""
    return [each for each in directory.clinics(s, "draft") if _is_due(s, each, now)]


def _is_due(s: Session, clinic_id: str, now: datetime) -> bool:
    enter(s, clinic_id)
    draft = waiting(s, clinic_id)
    today = now.astimezone(ZoneInfo(s.get_one(Clinic, clinic_id).timezone)).date()
    return draft is not None and draft.publish_on is not None and draft.publish_on <= today


def publish_due(s: Session, clinic_id: str, now: datetime) -> PolicyVersion | None:
    """Publish the clinic's draft whose day has come; None when somebody else has done so."""
    if not _is_due(s, clinic_id, now):
        return None
    chosen = select(PolicyDraft).where(PolicyDraft.clinic_id == clinic_id, *SCHEDULED)
    draft = s.exec(chosen.with_for_update()).one()
    if is_behind(s, draft):
        back_to_draft(draft)
        s.add(draft)
        return None
    return make_version(s, draft, Actor("system", None, clinic_id))
