from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.webhooks import delivery, outbox, registry
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.forms.webhooks import EventsForm
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.clinic.views.settings.webhooks import page, saved, secret
from pwa.store.tables import Webhook, WebhookDelivery
from pwa.web.session import current_session


@clinic.post("/settings/webhooks/<webhook_id>/secret")
@fresh
def renew_webhook_secret(webhook_id: str) -> ResponseReturnValue:
    def act(row: Webhook) -> ResponseReturnValue:
        registry.renew_secret(current_session(), row)
        trail.note("webhook.secret-renewed", row.id)
        return secret(row)

    return _tried(webhook_id, act)


@clinic.post("/settings/webhooks/<webhook_id>/test")
def try_webhook(webhook_id: str) -> ResponseReturnValue:
    def act(row: Webhook) -> ResponseReturnValue:
        outbox.tell_test(current_session(), row)
        trail.note("webhook.tried-out", row.id)
        return saved(row, "A test is on its way. Look again in a few seconds.")

    return _tried(webhook_id, act)


@clinic.post("/settings/webhooks/deliveries/<delivery_id>/again")
def send_webhook_again(delivery_id: str) -> ResponseReturnValue:
    sent = own(WebhookDelivery, delivery_id)

    def act(row: Webhook) -> ResponseReturnValue:
        delivery.send_again(current_session(), sent, clock.now())
        trail.note("webhook.sent-again", row.id, delivery=sent.id)
        return saved(row, "It is sent again, under the same id.")

    return _tried(sent.webhook_id, act)


@clinic.post("/settings/webhooks/<webhook_id>/end")
@fresh
def end_webhook(webhook_id: str) -> ResponseReturnValue:
    row = own(Webhook, webhook_id)
    if row.ended_at is None:
        registry.end(current_session(), row, "staff")
        trail.note("webhook.ended", row.id, why="staff")
    return saved(row, "Nothing more is sent there.")


@clinic.post("/settings/webhooks/<webhook_id>/start")
@fresh
def start_webhook(webhook_id: str) -> ResponseReturnValue:
    def act(row: Webhook) -> ResponseReturnValue:
        registry.resume(current_session(), row)
        trail.note("webhook.started-again", row.id)
        return saved(row, "It is told again from now on.")

    return _tried(webhook_id, act)


@clinic.post("/settings/webhooks/<webhook_id>/remove")
@fresh
def remove_webhook(webhook_id: str) -> ResponseReturnValue:
    def act(row: Webhook) -> ResponseReturnValue:
        registry.remove(current_session(), row)
        trail.note("webhook.removed", row.id)
        current_session().commit()
        flash("The address and its journal are gone.")
        return redirect(url_for("clinic.webhooks"), 303)

    return _tried(webhook_id, act)


def _tried(webhook_id: str, act: Callable[[Webhook], ResponseReturnValue]) -> ResponseReturnValue:
    """The answer of what was done, or its page with the reason why not."""
    row, answer = own(Webhook, webhook_id), None
    form = EventsForm(formdata=None, events=row.events)
    with shown_on(form):
        answer = act(row)
    return answer or page(own(Webhook, webhook_id), form)
