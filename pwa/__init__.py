"""Booster Check: the app that joins the parts."""

from flask import Flask
from sqlalchemy import text

from pwa import web
from pwa.config import Settings
from pwa.store.db import Database
from pwa.web import health, home, session


def create_app(settings: Settings) -> Flask:
    """The whole app, for these settings."""
    # The parts import names from this package, so they come after it.
    from pwa import clinic, demo, patient  # noqa: PLC0415

    app = Flask("pwa", static_folder=None)
    web.init_app(app, settings)
    database = Database(settings.database_url)
    session.init_app(app, database)
    app.register_blueprint(health.blueprint(lambda: _ask(database)))
    app.register_blueprint(home.blueprint)
    patient.register(app)
    clinic.register(app)
    if settings.demo:
        demo.register(app)
    return app


def _ask(database: Database) -> None:
    with database.session(writes=False) as asking:
        asking.connection().execute(text("SELECT 1"))
