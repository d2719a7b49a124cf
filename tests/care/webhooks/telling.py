"""A webhook with something on its way, for tests of who may see it."""

from sqlmodel import Session, select

from pwa.care.webhooks import EVENTS, outbox, registry
from pwa.store.tables import WebhookDelivery

URL = "https://records.example.org/booster"


def tells(s: Session, clinic_id: str, staff_id: str, url: str = URL) -> dict[str, str]:
    """The ids of both, by the names that they have in an address."""
    webhook = registry.add(s, clinic_id, url, EVENTS, staff_id, local=False)
    outbox.tell_test(s, webhook)
    mine = WebhookDelivery.webhook_id == webhook.id
    return {
        "webhook_id": webhook.id,
        "delivery_id": s.exec(select(WebhookDelivery.id).where(mine)).one(),
    }
