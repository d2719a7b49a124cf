"""The signed cookie that a form's token lies in. Phones send no forms, so theirs is not opened."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class FormSessions(SecureCookieSessionInterface):
    """Flask's own, outside of the API."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None if request.path.startswith("/api/") else super().open_session(app, request)


def init_app(app: Flask) -> None:
    app.session_interface = FormSessions()
