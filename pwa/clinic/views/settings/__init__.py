"""The clinic's own, one screen each."""

from pwa.clinic.views.settings import check_ins, details, hub, languages, logo, look, messages

ROUTES = (hub, details, look, logo, languages, messages, check_ins)
