"""A made-up clinic to try the app with. Only with BOOSTER_DEMO=1."""

from flask import Flask

from pwa.demo.pages import blueprint


def register(app: Flask) -> None:
    """Add the pages that let anyone be one of the made-up people."""
    app.register_blueprint(blueprint)
