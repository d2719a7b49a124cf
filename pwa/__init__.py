"""Booster Check: the app that joins the parts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from pwa.config import Settings
    from pwa.store.db import Database


def create_app(settings: "Settings") -> "Flask":
    """The whole app, for these settings."""
    # Imported here: who asks the rules from a shell needs neither the web nor the database.
    from flask import Flask  # noqa: PLC0415

    from pwa import clinic, demo, due, figures, interop, patient, web  # noqa: PLC0415
    from pwa.care import languages  # noqa: PLC0415
    from pwa.care.staff import breached  # noqa: PLC0415
    from pwa.store import db, keyring  # noqa: PLC0415
    from pwa.web import health, home, metrics, session  # noqa: PLC0415

    app = Flask("pwa", static_folder=None)
    web.init_app(app, settings, languages.offered(settings.pseudo_language))
    keyring.use(settings.data_keys)
    breached.use(settings.breached_passwords)
    database = db.Database(settings.database_url)
    session.init_app(app, database)
    due.init_app(app, database)
    app.register_blueprint(health.blueprint(lambda: _missing(database)))
    app.register_blueprint(home.blueprint)
    metrics.init_app(app, settings.metrics_token, lambda: figures.read(database))
    patient.register(app)
    clinic.register(app)
    interop.register(app)
    if settings.demo:
        demo.register(app)
    return app


def _missing(database: "Database") -> str | None:
    from pwa.store import keyring, migrations, readable  # noqa: PLC0415

    if keyring.ring().in_use is None:
        return "The keys of the data are missing on this server."
    # A later schema is fine: the next release has migrated, and is about to take this one's place.
    if (migrations.revision_of(database.engine) or "") < migrations.newest():
        return "The database has not been migrated for this release yet."
    with database.session(writes=False) as s:
        readable.refuse_other_keys(s)
    return None
