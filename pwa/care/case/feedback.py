"""What somebody did about a case in another system: they were shown it there, and answered."""

from datetime import UTC, datetime
from typing import Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session

from pwa.care.case import closing, event, planned
from pwa.care.case.codes import CLOSE_REASONS
from pwa.errors import Conflict, Invalid, NotFound
from pwa.store.tables import CaseEvent, Client, Patient, Request


class Feedback(NamedTuple):
    """One answer: to which case, what, and when they gave it, by their clock.

    `reason` is a code of theirs, or one of `CLOSE_REASONS`. `comment` is what they typed.
    """

    case_id: str
    outcome: Literal["accepted", "overridden"]
    reason: str | None
    comment: str
    at: datetime


def take(s: Session, client: Client, said: Feedback) -> CaseEvent | None:
    """Close the case where its rules let staff do so with that reason, or else note what was said.

    None when this very answer was taken before. NotFound for no case of the client's clinic.
    """
    case = s.get(Request, (client.clinic_id, said.case_id))
    if case is None:
        raise NotFound("There is no such request.")
    planned.hold(s, s.get_one(Patient, (case.clinic_id, case.patient_id)))
    s.refresh(case)
    through = event.Through(client.id, _event_id(client, said))
    if s.get(CaseEvent, (client.clinic_id, through.event_id)):
        return None
    return _closed(s, case, said, through) or _noted(s, case, said, through)


def _closed(s: Session, case: Request, said: Feedback, through: event.Through) -> CaseEvent | None:
    """None where staff could not close it like this either: it stays as it is."""
    reason = _reason(said)
    try:
        return closing.close(s, case, reason, None, said.comment, through) if reason else None
    except (Conflict, Invalid):
        return None


def _noted(s: Session, case: Request, said: Feedback, through: event.Through) -> CaseEvent:
    code = _reason(said) or said.outcome
    return event.note(s, case, "note", code=code, text=said.comment, through=through)


def _reason(said: Feedback) -> str | None:
    """The reason, if it is one with which a request is closed."""
    given = said.reason if said.outcome == "overridden" else None
    return given if given in CLOSE_REASONS else None


def _event_id(client: Client, said: Feedback) -> str:
    """The same for the same answer, so that it counts once however often it is sent."""
    at = said.at.astimezone(UTC).isoformat()
    whose = (client.clinic_id, client.id, said.case_id, said.outcome, at)
    return str(uuid5(NAMESPACE_URL, "\n".join(whose)))
