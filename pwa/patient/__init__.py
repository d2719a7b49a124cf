"""The phone's door: the shell, the JSON API, and the plain form for browsers without scripts."""

from flask import Flask

from pwa.patient import (  # noqa: F401
    contact_card,
    contacted,
    items,
    language,
    logo,
    own,
    pages,
    pair,
    plain,
    plain_own,
    reminders,
    session,
    worker,
)
from pwa.patient.door import api, blueprint


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_blueprint(api)
