"""HTTP plumbing without product knowledge: headers, files, errors, limits."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from pwa.config import Settings
from pwa.web import (
    compress,
    errors,
    form_session,
    headers,
    language,
    limits,
    pace,
    releases,
    requests,
    same_origin,
)


def init_app(app: Flask, settings: Settings, offered: tuple[str, ...]) -> None:
    """Give the app its settings and everything that holds for every door."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=settings.trusted_hosts,
        DEMO=settings.demo,
        HTTPS=settings.https,
        PUBLIC_URL=settings.public_url,
        REACH=settings.reach,
        SESSION_COOKIE_NAME="__Host-form" if settings.https else "form",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    requests.init_app(app)
    limits.init_app(app)
    pace.init_app(app, settings.requests_a_minute)
    same_origin.init_app(app)
    form_session.init_app(app)
    errors.init_app(app)
    language.init_app(app, offered)
    releases.init_app(app, settings.release_salt)
    # Flask runs these from the last to the first: compress, then put the headers on.
    headers.init_app(app)
    compress.init_app(app)
