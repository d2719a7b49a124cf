"""Booster Check: the app that joins the parts."""

from flask import Flask
from sqlalchemy import text

from pwa import web
from pwa.config import Settings
from pwa.store.db import Database
from pwa.web import health, home, session


def create_app(settings: Settings) -> Flask:
    """The whole app, for these settings."""
    app = Flask("pwa", static_folder=None)
    web.init_app(app, settings)
    database = Database(settings.database_url)
    session.init_app(app, database)
    app.register_blueprint(health.blueprint(lambda: _ask(database)))
    app.register_blueprint(home.blueprint)
    import importlib

    for name in ("patient", "clinic") + (("demo",) if settings.demo else ()):
        try:
            importlib.import_module(f"pwa.{name}").register(app)
        except (ImportError, AttributeError) as error:
            print("NOT YET:", name, error)
    return app


def _ask(database: Database) -> None:
    with database.session(writes=False) as asking:
        asking.connection().execute(text("SELECT 1"))
