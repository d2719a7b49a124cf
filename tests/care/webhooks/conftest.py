"""Oak Clinic tells another system what happens."""

from typing import NamedTuple

import pytest
from sqlmodel import select

from pwa.care.webhooks import EVENTS, registry
from pwa.store.tables import Webhook, WebhookDelivery
from tests.care.webhooks.telling import URL


class Told(NamedTuple):
    """A webhook, and what is on its way to it."""

    s: object
    webhook: Webhook

    def rows(self) -> list[WebhookDelivery]:
        mine = WebhookDelivery.webhook_id == self.webhook.id
        order = (WebhookDelivery.created_at, WebhookDelivery.event)
        return list(self.s.exec(select(WebhookDelivery).where(mine).order_by(*order)))

    def events(self) -> list[str]:
        return [row.event for row in self.rows()]


@pytest.fixture
def told(session, cast, clock) -> Told:
    """It wants everything."""
    webhook = registry.add(session, cast.oak, URL, EVENTS, cast.nora, local=False)
    session.commit()
    return Told(session, webhook)
