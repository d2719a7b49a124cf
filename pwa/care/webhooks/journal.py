"""What became of each delivery: pages for staff, figures for operators. Kept for a month."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, delete, select

from pwa.store.tables import Webhook, WebhookDelivery

PAGE = 50
KEPT = timedelta(days=30)
DAY = timedelta(days=1)


class Page(NamedTuple):
    """Some deliveries, the newest first, and the id of the one after which the next come."""

    rows: Sequence[WebhookDelivery]
    before: str | None


def page(s: Session, webhook: Webhook, before: str | None = None) -> Page:
    """The newest deliveries to an address, or those before one of them."""
    chosen = select(WebhookDelivery).where(
        WebhookDelivery.clinic_id == webhook.clinic_id, WebhookDelivery.webhook_id == webhook.id
    )
    last = s.get(WebhookDelivery, (webhook.clinic_id, before)) if before else None
    at, key = col(WebhookDelivery.created_at), col(WebhookDelivery.id)
    if last:
        earlier = and_(at == last.created_at, key < last.id)
        chosen = chosen.where(or_(at < last.created_at, earlier))
    rows = s.exec(chosen.order_by(at.desc(), key.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def count(s: Session, clinic_id: str, now: datetime) -> Counter[str]:
    """How many wait, and how many failed for good within a day."""
    state = col(WebhookDelivery.state)
    mine = WebhookDelivery.clinic_id == clinic_id
    lately = and_(state == "failed", col(WebhookDelivery.ended_at) > now - DAY)
    chosen = select(state, func.count()).where(mine, or_(state.in_(("waiting", "sending")), lately))
    counts = dict(s.exec(chosen.group_by(state)).all())
    waiting = counts.get("waiting", 0) + counts.get("sending", 0)
    return Counter(waiting=waiting, failed=counts.get("failed", 0))


def forget(s: Session, clinic_id: str, now: datetime) -> None:
    """Forget what is over for a month, and secrets that sign no more."""
    mine = col(WebhookDelivery.clinic_id) == clinic_id
    old = col(WebhookDelivery.created_at) < now - KEPT
    s.execute(delete(WebhookDelivery).where(mine, old))
    worn = (Webhook.clinic_id == clinic_id, col(Webhook.old_secret_until) <= now)
    for webhook in s.exec(select(Webhook).where(*worn)):
        webhook.old_secret, webhook.old_secret_until = "", None
        s.add(webhook)
    s.flush()
