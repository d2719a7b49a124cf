from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care.webhooks import journal, registry
from pwa.clinic import trail, webhook_words
from pwa.clinic.find import own
from pwa.clinic.forms.webhooks import EventsForm, WebhookForm
from pwa.clinic.guard import clinic
from pwa.clinic.page import form_page
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.store.tables import Webhook
from pwa.web.session import current_session


@clinic.get("/settings/webhooks")
def webhooks() -> ResponseReturnValue:
    rows = registry.of_clinic(current_session(), g.clinic_id)
    return render_template("clinic/webhooks/list.html", rows=rows, said=webhook_words)


@clinic.route("/settings/webhooks/new", methods=["GET", "POST"])
@fresh
def add_webhook() -> ResponseReturnValue:
    form = WebhookForm()
    if form.validate_on_submit():
        with shown_on(form):
            given = (form.url.data or "", form.events.data or [], g.staff.id)
            local = not current_app.config["HTTPS"]
            made = registry.add(current_session(), g.clinic_id, *given, local=local)
            trail.note("webhook.added", made.id, events=made.events)
            return secret(made)
    return form_page("webhooks/new", form)


@clinic.get("/settings/webhooks/<webhook_id>")
def webhook(webhook_id: str) -> ResponseReturnValue:
    row = own(Webhook, webhook_id)
    return page(row, EventsForm(formdata=None, events=row.events))


@clinic.post("/settings/webhooks/<webhook_id>/events")
@fresh
def change_webhook(webhook_id: str) -> ResponseReturnValue:
    row, form = own(Webhook, webhook_id), EventsForm()
    if form.validate():
        with shown_on(form):
            registry.change(current_session(), row, form.events.data or [])
            trail.note("webhook.changed", row.id, events=row.events)
            return saved(row, "It is told of these from now on.")
    return page(own(Webhook, webhook_id), form)


def page(row: Webhook, form: EventsForm) -> ResponseReturnValue:
    """A webhook and its journal."""
    found = journal.page(current_session(), row, request.args.get("before"))
    return form_page("webhooks/one", form, row=row, page=found, said=webhook_words)


def saved(row: Webhook, words: str) -> ResponseReturnValue:
    """Keep it, and say so on its page."""
    current_session().commit()
    flash(words)
    return redirect(url_for("clinic.webhook", webhook_id=row.id), 303)


def secret(row: Webhook) -> ResponseReturnValue:
    """The only page that shows a secret."""
    current_session().commit()
    return render_template("clinic/webhooks/secret.html", row=row)
