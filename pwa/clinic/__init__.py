"""The staff's door. One blueprint for each policy of who may come in: see `guard`."""

from flask import Flask

from pwa.clinic import mine, permissions, show
from pwa.clinic.first_hour import first_hour
from pwa.clinic.guard import clinic, csrf, door
from pwa.clinic.views import ROUTES  # noqa: F401  importing the views attaches their routes


def register(app: Flask) -> None:
    """Add the clinic's pages to the app."""
    # The patient's door has no token (an offline phone's would go stale), so the check is asked
    # for by our blueprints. Its deadline is the session's, and it must not need a Referer header,
    # which our pages don't send.
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False
    )
    csrf.init_app(app)
    show.init_app(app)
    permissions.init_app(app)
    mine.init_app(app)
    app.jinja_env.globals.update(first_hour=first_hour)
    app.register_blueprint(door)
    app.register_blueprint(clinic)
