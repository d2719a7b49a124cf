"""One event on its way: claimed once, tried for a day, given up, sent again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import policy
from pwa.care.clock import now
from pwa.care.webhooks import delivery, journal, outbox, registry
from pwa.care.webhooks.delivery import RETRIES, Outcome
from pwa.errors import Conflict
from pwa.store.tables import AuditEvent, Webhook, WebhookDelivery

TAKEN, BROKEN = Outcome(204), Outcome(500, "refused")


@pytest.fixture
def row(told) -> WebhookDelivery:
    policy.publish(told.s, told.webhook.clinic_id, {"return_cutoff": 9}, None, "Test", None)
    told.s.commit()
    [row] = told.rows()
    return row


def attempt(row, outcome: Outcome) -> str:
    s = row._sa_instance_state.session
    letter = delivery.claim(s, row.clinic_id, row.id, now())
    assert letter is not None
    return delivery.settle(s, letter, outcome, now())


def test_one_that_was_taken_is_over(told, row, clock):
    assert attempt(row, TAKEN) == ""
    assert (row.state, row.tries, row.status, row.ended_at) == ("sent", 1, 204, now())
    assert delivery.ready(told.s, row.clinic_id, now() + timedelta(days=9)) == {}


def test_nobody_else_can_claim_it(told, row, clock):
    assert delivery.claim(told.s, row.clinic_id, row.id, now())
    assert delivery.claim(told.s, row.clinic_id, row.id, now()) is None


def test_it_is_tried_for_a_day_and_then_given_up(told, row, clock):
    begun, waits = now(), []
    while row.state != "failed":
        tried = now()
        attempt(row, BROKEN)
        waits.append(row.due_at - tried)
        assert delivery.claim(told.s, row.clinic_id, row.id, row.due_at - timedelta(seconds=1)) is (
            None
        )
        clock.move_to(max(row.due_at, tried))
    assert row.tries == len(RETRIES) + 1
    for wait, least in zip(waits, RETRIES, strict=False):
        assert least <= wait <= least * 1.2
    assert timedelta(days=1) < row.ended_at - begun < timedelta(days=2)
    assert (row.status, row.error) == (500, "refused")
    assert told.webhook.ended_at is None


def test_not_all_come_back_at_once(told, clock):
    for _ in range(8):
        outbox.tell_test(told.s, told.webhook)
    for row in told.rows():
        attempt(row, BROKEN)
    assert len({row.due_at for row in told.rows()}) > 1


def test_what_somebody_claimed_and_did_not_end_is_taken_up(told, row, clock):
    crashed = delivery.claim(told.s, row.clinic_id, row.id, now())
    clock.shift(delivery.CLAIM_HOLDS - timedelta(seconds=1))
    assert not delivery.abandoned(told.s, row.clinic_id, now())
    clock.shift(timedelta(seconds=1))
    assert delivery.abandoned(told.s, row.clinic_id, now())
    delivery.take_up(told.s, row.clinic_id, now())
    told.s.refresh(row)
    crashed = crashed._replace(delivery=WebhookDelivery(**row.model_dump() | {"tries": 1}))
    assert attempt(row, TAKEN) == ""
    # Whoever seemed dead comes back late: what has happened since stands.
    delivery.settle(told.s, crashed, BROKEN, now())
    assert (row.state, row.tries) == ("sent", 2)


def test_one_that_says_it_is_gone_gets_no_more(told, row, clock):
    outbox.tell_test(told.s, told.webhook)
    assert attempt(row, Outcome(410, "refused")) == "gone"
    assert (told.webhook.ended_at, told.webhook.ended_why) == (now(), "gone")
    told.s.expire_all()
    assert {one.state for one in told.rows()} == {"failed"}
    event = told.s.exec(select(AuditEvent).where(AuditEvent.name == "webhook.ended")).one()
    assert (event.actor, event.subject_id, event.details) == (
        *("system", told.webhook.id),
        {"why": "gone"},
    )
    assert registry.broken(told.s, row.clinic_id) == [told.webhook.id]


def fails_for_good(told, clock, days: int) -> str:
    """One more event that nobody takes."""
    outbox.tell_test(told.s, told.webhook)
    row = next(one for one in told.rows() if one.state == "waiting")
    row.tries = len(RETRIES)
    clock.shift(timedelta(days=days))
    return attempt(row, BROKEN)


def test_days_without_anything_arriving_end_it(told, clock):
    assert fails_for_good(told, clock, 0) == ""
    assert fails_for_good(told, clock, 2) == ""
    assert told.webhook.ended_at is None
    assert fails_for_good(told, clock, 1) == "failing"
    assert told.webhook.ended_why == "failing"


def test_one_arrival_begins_the_days_anew(told, clock):
    fails_for_good(told, clock, 0)
    outbox.tell_test(told.s, told.webhook)
    clock.shift(timedelta(days=2))
    attempt(next(one for one in told.rows() if one.state == "waiting"), TAKEN)
    assert told.webhook.failing_since is None
    assert fails_for_good(told, clock, 1) == ""


def test_it_is_sent_again_under_the_same_id(told, row, clock):
    attempt(row, TAKEN)
    message = row.message_id
    delivery.send_again(told.s, row, now())
    told.s.flush()
    with pytest.raises(Conflict, match="on its way"):
        delivery.send_again(told.s, row, now())
    attempt(row, TAKEN)
    assert (row.state, row.tries, row.message_id) == ("sent", 2, message)
    registry.end(told.s, told.webhook, "staff")
    with pytest.raises(Conflict, match="Start it again first"):
        delivery.send_again(told.s, row, now())


def test_what_was_erased_meanwhile_stays_erased(told, row):
    letter = delivery.claim(told.s, row.clinic_id, row.id, row.due_at)
    told.s.delete(row)
    told.s.flush()
    assert delivery.settle(told.s, letter, TAKEN, now()) == ""
    assert told.rows() == []


def test_ended_while_it_was_on_its_way_it_waits_no_more(told, row, clock):
    letter = delivery.claim(told.s, row.clinic_id, row.id, now())
    registry.end(told.s, told.webhook, "staff")
    delivery.settle(told.s, letter, BROKEN, now())
    assert row.state == "failed"


def test_its_journal_goes_back_page_by_page(told, clock, monkeypatch):
    monkeypatch.setattr(journal, "PAGE", 3)
    for moment in range(4):
        outbox.tell_test(told.s, told.webhook)
        outbox.tell_test(told.s, told.webhook)  # two of one moment
        clock.shift(timedelta(minutes=moment))
    seen, before = [], None
    for _ in range(3):
        page = journal.page(told.s, told.webhook, before)
        seen += [row.id for row in page.rows]
        before = page.before
    assert before is None
    newest_first = sorted(told.rows(), key=lambda row: (row.created_at, row.id), reverse=True)
    assert seen == [row.id for row in newest_first]


def test_it_is_counted_and_after_a_month_forgotten(told, row, clock):
    fails_for_good(told, clock, 0)
    assert journal.count(told.s, row.clinic_id, now()) == {"waiting": 1, "failed": 1}
    clock.shift(timedelta(days=2))
    assert journal.count(told.s, row.clinic_id, now()) == {"waiting": 1, "failed": 0}
    clock.shift(timedelta(days=27))
    journal.forget(told.s, row.clinic_id, now())
    assert len(told.rows()) == 2
    clock.shift(timedelta(days=2))
    journal.forget(told.s, row.clinic_id, now())
    assert told.rows() == []
    assert told.s.get(Webhook, (row.clinic_id, told.webhook.id))
