"""Who is told: addresses that the clinic has entered, with the events that each wants."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlmodel import Session, col, delete, select, update

from pwa.care import clock
from pwa.care.checks import Checks
from pwa.care.webhooks import EVENTS, address, signature
from pwa.errors import Conflict
from pwa.store import directory
from pwa.store.tables import Webhook, WebhookDelivery

MOST = 10  # addresses at once: what happens is written for each
OLD_SECRET_SIGNS_FOR = timedelta(days=1)
KIND = "webhook"


def add(
    s: Session, clinic_id: str, url: str, events: Iterable[str], by: str, *, local: bool
) -> Webhook:
    """A new one with a secret. Invalid for an address inside or events that there are none of."""
    checks, wanted = Checks(), set(events)
    address.check(checks, url, local)
    _check_events(checks, wanted)
    checks.finish()
    _room(s, clinic_id)
    webhook = Webhook(
        clinic_id=clinic_id,
        url=url,
        events=_in_order(wanted),
        secret=signature.new_secret(),
        created_by=by,
        created_at=clock.now(),
    )
    s.add(webhook)
    s.flush()
    directory.put(s, KIND, webhook.id, clinic_id)
    return webhook


def change(s: Session, webhook: Webhook, events: Iterable[str]) -> None:
    """It wants other events from now on."""
    checks, wanted = Checks(), set(events)
    _check_events(checks, wanted)
    checks.finish()
    webhook.events = _in_order(wanted)
    s.add(webhook)


def renew_secret(s: Session, webhook: Webhook) -> None:
    """A new secret signs; the old one beside it, for a day. Conflict while one does already."""
    now = clock.now()
    if webhook.old_secret_until and webhook.old_secret_until > now:
        raise Conflict("The secret was renewed less than a day ago. Wait until the old one ends.")
    webhook.old_secret, webhook.old_secret_until = webhook.secret, now + OLD_SECRET_SIGNS_FOR
    webhook.secret = signature.new_secret()
    s.add(webhook)


def end(s: Session, webhook: Webhook, why: str) -> None:
    """Nothing more is sent to it, nor what waits."""
    now = clock.now()
    webhook.ended_at, webhook.ended_why = now, why
    s.add(webhook)
    s.flush()
    directory.remove(s, KIND, webhook.id)
    waiting = (
        col(WebhookDelivery.clinic_id) == webhook.clinic_id,
        col(WebhookDelivery.webhook_id) == webhook.id,
        col(WebhookDelivery.state) == "waiting",
    )
    given_up = {"state": "failed", "error": "ended", "ended_at": now}
    s.execute(update(WebhookDelivery).where(*waiting).values(**given_up))


def resume(s: Session, webhook: Webhook) -> None:
    """It is told again from now on. What it has missed stays in the journal."""
    if webhook.ended_at is None:
        return
    _room(s, webhook.clinic_id)
    webhook.ended_at, webhook.ended_why, webhook.failing_since = None, "", None
    s.add(webhook)
    s.flush()
    directory.put(s, KIND, webhook.id, webhook.clinic_id)


def of_clinic(s: Session, clinic_id: str) -> Sequence[Webhook]:
    """All of them, those that are told first."""
    order = (col(Webhook.ended_at).is_not(None), col(Webhook.created_at), col(Webhook.id))
    return s.exec(select(Webhook).where(Webhook.clinic_id == clinic_id).order_by(*order)).all()


def broken(s: Session, clinic_id: str) -> Sequence[str]:
    """The ids of those that ended without anybody of the clinic wishing it."""
    mine = (Webhook.clinic_id == clinic_id, col(Webhook.ended_why).in_(("gone", "failing")))
    return s.exec(select(Webhook.id).where(*mine)).all()


def remove(s: Session, webhook: Webhook) -> None:
    """Forget it and its journal. Conflict while it is told."""
    if webhook.ended_at is None:
        raise Conflict("End it first.")
    mine = (
        col(WebhookDelivery.clinic_id) == webhook.clinic_id,
        col(WebhookDelivery.webhook_id) == webhook.id,
    )
    s.execute(delete(WebhookDelivery).where(*mine))
    s.delete(webhook)
    s.flush()


def _room(s: Session, clinic_id: str) -> None:
    live = (Webhook.clinic_id == clinic_id, col(Webhook.ended_at).is_(None))
    if len(s.exec(select(Webhook.id).where(*live)).all()) >= MOST:
        raise Conflict(f"There are {MOST} addresses already. End one first.")


def _check_events(checks: Checks, wanted: set[str]) -> None:
    if not wanted or not wanted <= set(EVENTS):
        checks.fault("events", "choose at least one of them")


def _in_order(wanted: set[str]) -> list[str]:
    return [event for event in EVENTS if event in wanted]
