"""What happened, on its way to those who are told: kept in the transaction in which it happened."""

from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, exists, insert
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.care.webhooks import TEST
from pwa.errors import Conflict
from pwa.store.prepared import Prepared
from pwa.store.tables import Device, Request, Webhook, WebhookDelivery, new_id

_SILENT = "a clinic that tells nobody"
# For a statement that finds a phone anyway, so that a submission asks nothing more.
PHONES_CLINIC_TELLS = exists().where(
    col(Webhook.clinic_id) == Device.clinic_id, col(Webhook.ended_at).is_(None)
)


def keep_silent(s: Session, clinic_id: str) -> None:
    """This session has seen that the clinic has no webhook: it need not look again."""
    s.info[_SILENT] = clinic_id


def tell(s: Session, clinic_id: str, event: str, patient_id: str | None = None, **ids: str) -> None:
    """An event for each webhook of the clinic that wants it; `ids` name what it is about."""
    if s.info.get(_SILENT) == clinic_id:
        return
    wanted = [
        webhook_id
        for webhook_id, events in _LISTENING.rows(s, {"clinic": clinic_id})
        if event in events
    ]
    message_id = _message_id()
    for webhook_id in wanted:
        _keep(s, clinic_id, webhook_id, message_id, event, patient_id, ids)


def tell_case(s: Session, case: Request, event: str) -> None:
    """The same of a patient's case."""
    tell(s, case.clinic_id, event, case.patient_id, case=case.id)


def tell_test(s: Session, webhook: Webhook) -> None:
    """An event that says nothing, to this one only. Conflict when it has ended."""
    if webhook.ended_at:
        raise Conflict("Nothing is sent there any more. Start it again first.")
    ids = {"webhook": webhook.id}
    _keep(s, webhook.clinic_id, webhook.id, _message_id(), TEST, None, ids)


def _message_id() -> str:
    return f"msg_{uuid4().hex}"


def _keep(
    s: Session,
    clinic_id: str,
    webhook_id: str,
    message_id: str,
    event: str,
    patient_id: str | None,
    ids: dict[str, str],
) -> None:
    now = clock.now()
    about = ids if patient_id is None else {"patient": patient_id, **ids}
    row: dict[str, Any] = _NEW | {
        "clinic_id": clinic_id,
        "id": new_id(),
        "webhook_id": webhook_id,
        "message_id": message_id,
        "event": event,
        "patient_id": patient_id,
        "payload": {
            "type": event,
            "timestamp": now.isoformat(),
            "data": {"clinic": clinic_id, **about},
        },
        "created_at": now,
        "due_at": now,
    }
    _INSERT.run(s, row)


_NEW = {
    "state": "waiting",
    "tries": 0,
    "claimed_at": None,
    "ended_at": None,
    "status": None,
    "error": "",
}
_INSERT = Prepared(insert(WebhookDelivery))
_LISTENING = Prepared(
    select(col(Webhook.id), col(Webhook.events)).where(
        col(Webhook.clinic_id) == bindparam("clinic"), col(Webhook.ended_at).is_(None)
    )
)
