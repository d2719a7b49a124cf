"""One event on its way to one address, from kept to ended.

waiting → sending → sent, waiting again for the next try, or failed. One UPDATE claims it, so two
workers never send one at the same time. A claim that nobody ended is taken up again: the receiver
may then get it twice, under the same id.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import Session, col, select

from pwa.care import audit, outgoing
from pwa.care.audit import Actor
from pwa.care.webhooks import registry
from pwa.errors import Conflict
from pwa.store.tables import Webhook, WebhookDelivery

# After so long it is tried again, and so on for a day.
RETRIES = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)),
    *(timedelta(hours=5), timedelta(hours=8), timedelta(hours=10)),
)
JITTER = 0.2  # as much longer at most, so that not all come back at once
CLAIM_HOLDS = timedelta(minutes=3)  # far longer than an attempt may take
ENDS_AFTER = timedelta(days=3)  # an address at which nothing has arrived for so long
AT_ONCE = 20
GONE = 410


class Letter(NamedTuple):
    """A claimed delivery and whom it is for."""

    delivery: WebhookDelivery
    webhook: Webhook


class Outcome(NamedTuple):
    """What the receiver answered: a status, or why there was none."""

    status: int | None
    error: str = ""  # refused | no-answer | unreachable | inside

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def ready(s: Session, clinic_id: str, now: datetime) -> dict[str, Sequence[str]]:
    """By webhook, the ids of those whose moment has come, the longest waiting first. Only reads."""
    live = (Webhook.clinic_id == clinic_id, col(Webhook.ended_at).is_(None))
    found = {one: _ready(s, clinic_id, one, now) for one in s.exec(select(Webhook.id).where(*live))}
    return {webhook_id: ids for webhook_id, ids in found.items() if ids}


def _ready(s: Session, clinic_id: str, webhook_id: str, now: datetime) -> Sequence[str]:
    chosen = select(WebhookDelivery.id).where(
        WebhookDelivery.clinic_id == clinic_id,
        WebhookDelivery.webhook_id == webhook_id,
        WebhookDelivery.state == "waiting",
        col(WebhookDelivery.due_at) <= now,
    )
    order = (col(WebhookDelivery.due_at), col(WebhookDelivery.id))
    return s.exec(chosen.order_by(*order).limit(AT_ONCE)).all()


def claim(s: Session, clinic_id: str, delivery_id: str, now: datetime) -> Letter | None:
    """Take one, so that nobody else can; None when somebody else has. Commit before sending."""
    if not outgoing.claimed(s, WebhookDelivery, clinic_id, delivery_id, now):
        return None
    row = s.get_one(WebhookDelivery, (clinic_id, delivery_id), populate_existing=True)
    return Letter(row, s.get_one(Webhook, (clinic_id, row.webhook_id)))


def abandoned(s: Session, clinic_id: str, now: datetime) -> bool:
    """Whether someone died between claiming and ending. Only reads."""
    return outgoing.any_abandoned(s, WebhookDelivery, clinic_id, now - CLAIM_HOLDS)


def take_up(s: Session, clinic_id: str, now: datetime) -> None:
    """Whatever was abandoned is sent again."""
    again = {"state": "waiting", "due_at": now}
    which = outgoing.abandoned(WebhookDelivery, clinic_id, now - CLAIM_HOLDS)
    s.execute(update(WebhookDelivery).where(*which).values(**again))


def settle(s: Session, letter: Letter, outcome: Outcome, now: datetime) -> str:
    """Keep what became of an attempt; why the webhook has ended by it, or ""."""
    key = (letter.delivery.clinic_id, letter.delivery.id)
    row = s.get(WebhookDelivery, key)
    if row is None or (row.state, row.tries) != ("sending", letter.delivery.tries):
        return ""  # erased with its patient, or taken up by another
    webhook = s.get_one(Webhook, (row.clinic_id, row.webhook_id))
    row.status, row.error = outcome.status, outcome.error
    s.add_all((row, webhook))
    if outcome.is_taken:
        row.state, row.ended_at, webhook.failing_since = "sent", now, None
        return ""
    webhook.failing_since = webhook.failing_since or now
    _try_later(row, webhook, now)
    return _end(s, webhook, row, now)


def _try_later(row: WebhookDelivery, webhook: Webhook, now: datetime) -> None:
    if row.status == GONE or row.tries > len(RETRIES) or webhook.ended_at:
        row.state, row.ended_at = "failed", now
    else:
        wait = RETRIES[row.tries - 1]
        longer = wait * random.uniform(0, JITTER)  # noqa: S311  # nosec B311
        row.state, row.due_at = "waiting", now + wait + longer


def _end(s: Session, webhook: Webhook, row: WebhookDelivery, now: datetime) -> str:
    """End a webhook that says it is gone, or at which nothing has arrived for days."""
    since = webhook.failing_since or now
    is_failing = row.state == "failed" and now - since >= ENDS_AFTER
    why = "gone" if row.status == GONE else "failing" if is_failing else ""
    if why and webhook.ended_at is None:
        registry.end(s, webhook, why)
        service = Actor("system", None, webhook.clinic_id)
        audit.record(s, service, "webhook.ended", webhook.id, why=why)
        return why
    return ""


def send_again(s: Session, row: WebhookDelivery, now: datetime) -> None:
    """Another attempt, under the same id. Conflict while it is on its way or nobody is told."""
    if row.state in ("waiting", "sending"):
        raise Conflict("This is on its way already.")
    if s.get_one(Webhook, (row.clinic_id, row.webhook_id)).ended_at:
        raise Conflict("Nothing is sent to this address any more. Start it again first.")
    row.state, row.due_at, row.ended_at = "waiting", now, None
    s.add(row)
