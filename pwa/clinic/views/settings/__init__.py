"""The clinic's own, one screen each."""

from pwa.clinic.views.settings import (
    check_ins,
    details,
    first_hour,
    hub,
    languages,
    logo,
    look,
    messages,
    record_systems,
    retention,
    webhook_acts,
    webhooks,
)

ROUTES = (
    hub,
    details,
    look,
    logo,
    languages,
    messages,
    check_ins,
    first_hour,
    retention,
    record_systems,
    *(webhooks, webhook_acts),
)
