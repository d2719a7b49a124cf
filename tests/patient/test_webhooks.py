"""Who tells nobody pays nothing for it: a submission asks the database for nothing more."""

import pytest
from sqlalchemy import event

from pwa.care.webhooks import EVENTS, registry
from pwa.store.tables import WebhookDelivery
from tests.items import SEVERE


@pytest.fixture
def asked(app, database_file) -> list[str]:
    """Every statement that SQLite runs, also those that SQLAlchemy does not see."""
    statements: list[str] = []
    engine = app.extensions["db"].engine
    event.listen(engine, "checkout", lambda raw, *_: raw.set_trace_callback(statements.append))
    return statements


def about_webhooks(asked: list[str]) -> list[str]:
    return [statement for statement in asked if "webhook" in statement]


def test_a_clinic_without_one_asks_nothing_more(phone, asked, rows):
    asked.clear()
    assert phone.put(phone.item(answers=SEVERE)).status_code == 201
    [found_the_phone] = about_webhooks(asked)
    assert "FROM device" in found_the_phone
    assert rows(WebhookDelivery) == []


def test_with_one_both_events_are_kept(phone, rows, session, cast):
    registry.add(session, cast.oak, "https://else.example.org/", EVENTS, cast.nora, local=False)
    session.commit()
    assert phone.put(phone.item(answers=SEVERE)).status_code == 201
    assert {row.event for row in rows(WebhookDelivery)} == {
        *("check-in.received", "contact.requested")
    }
