"""The phone's door: the shell, the JSON API, and the plain form for browsers without scripts."""

from flask import Flask

from pwa.patient import contacted, items, pages, pair, plain, session, worker  # noqa: F401
from pwa.patient.door import api, blueprint


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_blueprint(api)
