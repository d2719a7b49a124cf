"""The phone's door: the shell, the JSON API, and the plain form for browsers without scripts."""

from flask import Flask

from pwa.patient import contacted, items, pages, pair, plain, session, worker  # noqa: F401
from pwa.patient.door import api, blueprint


def register(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(blueprint)
    app.register_blueprint(api)
