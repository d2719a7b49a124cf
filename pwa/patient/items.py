"""What a phone sends: one item a request, by the id that it made. A retry is free."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Response, abort, request
from sqlmodel import Session

from pwa.care import check_in, clock, noted, seal
from pwa.care.arrival import Arrival, Look, Receipt, Take
from pwa.care.digest import DigestError, verified
from pwa.care.sender import sender_of
from pwa.languages import mark
from pwa.patient.door import COOKIE, api, known
from pwa.store.db import begin_writing
from pwa.web.cookies import read_token
from pwa.web.errors import as_json
from pwa.web.language import gettext
from pwa.web.session import light_session

STATUS = {"new": 201, "amended": 201, "identical": 200, "conflict": 409, "invalid": 422}
REFUSED = {
    "conflict": mark("Other answers came under the same id. Your clinic has both to look at."),
    "invalid": mark("We could not read this. Your clinic has it to look at."),
}


@api.put("/check-ins/<uuid:item_id>")
def put_check_in(item_id: UUID) -> Response:
    return _taken(item_id, check_in.look)


@api.put("/contacts/<uuid:item_id>")
def put_contact(item_id: UUID) -> Response:
    return _taken(item_id, noted.look)


def _taken(item_id: UUID, look: Look) -> Response:
    if not request.is_json:
        abort(415, "Send JSON.")
    body = request.get_data()
    digest = _digest(body)
    s = light_session()
    sender = known(sender_of(s, read_token(COOKIE)))
    take = _opened(
        s,
        Arrival(
            sender.clinic, sender.patient, sender.device, str(item_id), body, digest, clock.now()
        ),
        look,
    )
    begin_writing(s, sender.patient.clinic_id)
    receipt = take(s)
    s.commit()
    return answer(receipt)


def _opened(s: Session, arrival: Arrival, look: Look) -> Take:
    readable = seal.opened(s, arrival)
    if readable is None:
        return lambda s: arrival.unopened(s, seal.UNOPENED)
    return look(s, readable, _sent_at())


def _digest(body: bytes) -> str:
    try:
        return verified(body, request.headers.get("Content-Digest"))
    except DigestError as error:
        abort(400, error.message)


def _sent_at() -> datetime | None:
    try:
        sent = datetime.fromisoformat(request.headers.get("X-Sent-At", ""))
        return sent.astimezone(UTC) if sent.tzinfo else None
    except (ValueError, OverflowError):  # no time, or one beyond the first or the last year
        return None


def answer(receipt: Receipt) -> Response:
    """The receipt, which repeats id and digest: only that counts as an acknowledgement."""
    said: dict[str, Any] = {
        "id": receipt.id,
        "digest": receipt.digest,
        "outcome": receipt.outcome,
        "received_at": receipt.received_at.isoformat(),
        "clinic": receipt.clinic,
        "epoch": receipt.epoch,
        "seq": receipt.seq,
    }
    if receipt.outcome in REFUSED:
        said |= as_json(receipt.outcome, gettext(REFUSED[receipt.outcome]), list(receipt.faults))
    else:
        said["advice"] = receipt.advice
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Response(body, STATUS[receipt.outcome], mimetype="application/json")
