"""What became of a card: its case is closed with the reason that was chosen, or it is noted on it.

Source: CDS Hooks 2.0, "Feedback".
"""

from datetime import UTC, datetime
from typing import Any

from flask import Response, g, jsonify

from pwa.care import audit
from pwa.care.case import feedback
from pwa.care.case.codes import LONGEST_NOTE
from pwa.care.case.feedback import Feedback
from pwa.errors import NotFound
from pwa.interop import doors
from pwa.interop.cds import body
from pwa.interop.cds.body import Fields
from pwa.interop.cds.door import begin, signed
from pwa.interop.cds.services import SERVICE, SERVICES
from pwa.store.tables import CaseEvent
from pwa.web.session import current_session

MOST = 50
LONGEST = 200
OUTCOMES = ("accepted", "overridden")
EVENTS = {"closed": "case.closed", "note": "case.noted"}


@doors.cds.post(f"{SERVICES}/{SERVICE}/feedback")
@signed
def take_feedback(client_id: str) -> Response:  # noqa: ARG001
    said = answers(body.read())
    s = begin()
    for place, one in enumerate(said):
        try:
            made = feedback.take(s, g.client, one)
        except NotFound:
            raise NotFound(f"feedback[{place}].card is no card of ours.") from None
        if made:
            _put_on_record(made)
    s.commit()
    return jsonify({})


def answers(said: dict[str, Any]) -> list[Feedback]:
    """What was answered to which cards. Invalid names each field that is not as it must be."""
    fields = Fields()
    listed = fields.each(said.get("feedback"), "feedback", lambda one, at: _one(fields, one, at))
    if not 1 <= len(listed) <= MOST:
        fields.fault("feedback", f"must have 1 to {MOST} entries")
    fields.finish()
    return listed


def _one(fields: Fields, said: Any, at: str) -> Feedback:
    one = fields.object(said, at)
    outcome = fields.choice(one.get("outcome"), f"{at}.outcome", OUTCOMES)
    chosen = fields.object(one.get("overrideReason") or {}, f"{at}.overrideReason")
    reason, comment = _why(fields, chosen, f"{at}.overrideReason")
    return Feedback(
        fields.text(one.get("card"), f"{at}.card", LONGEST),
        "accepted" if outcome == "accepted" else "overridden",
        reason,
        comment,
        _moment(fields, one.get("outcomeTimestamp"), f"{at}.outcomeTimestamp"),
    )


def _why(fields: Fields, chosen: dict[str, Any], at: str) -> tuple[str | None, str]:
    """The code of a reason of ours, and the words beside it."""
    reason, words = _reason(fields, chosen.get("reason"), f"{at}.reason")
    room = LONGEST_NOTE - len(f"{words}: ") if words else LONGEST_NOTE
    typed = fields.text(chosen.get("userComment") or "", f"{at}.userComment", room)
    return reason, ": ".join(filter(None, (words, typed)))


def _reason(fields: Fields, said: Any, at: str) -> tuple[str | None, str]:
    """The code of a reason of ours; of another, which the record system may offer, its words."""
    if said is None:
        return None, ""
    coding = fields.object(said, at)
    code = fields.text(coding.get("code"), f"{at}.code", LONGEST)
    shown = fields.text(coding.get("display") or "", f"{at}.display", LONGEST)
    if coding.get("system") == doors.base().codes("case-ending"):
        return code, ""
    return None, shown or code


def _moment(fields: Fields, said: Any, at: str) -> datetime:
    try:
        read = datetime.fromisoformat(said)
        if read.tzinfo:
            return read.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    fields.fault(at, "must be a moment with its zone, such as 2026-04-27T15:00:00Z")
    return datetime.min.replace(tzinfo=UTC)


def _put_on_record(made: CaseEvent) -> None:
    name, about = EVENTS[made.kind], {"case": made.request_id, "code": made.code}
    audit.record(current_session(), g.actor, name, made.patient_id, **about)
