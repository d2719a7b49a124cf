"""SMART Backend Services: where a program learns what is here, and gets its access token."""

from flask import Flask

from pwa.interop.smart import configuration, token  # noqa: F401
from pwa.interop.smart.refusal import as_oauth
from pwa.web import errors


def init_app(app: Flask) -> None:
    errors.shape(app, "/oauth/", as_oauth)
