"""What a first visit asks for, made before anybody does: gunicorn's workers all have it then.

Else the first phone that each of them serves would wait for its templates to be compiled and its
pages to be compressed: 0.15 seconds.
"""

from flask import Flask

from pwa.patient.pages import PAGES, shell
from pwa.web import releases
from pwa.web.compress import smallest

FIRST = ("/app/pair", "/app", "/app/check-in")
FILES = ("app.css", *map(releases.script_file, ("core", "home", "pair")))


def warm(app: Flask) -> None:
    """Make the first screens, in the language that is spoken when none is asked for."""
    for path in FIRST:
        with app.test_request_context(path, base_url=_address(app)):
            smallest(shell(PAGES[path]).get_data())
    for name in FILES:
        releases.load(name)


def _address(app: Flask) -> str:
    """One that it answers to: to any other name it writes no page."""
    hosts = app.config["TRUSTED_HOSTS"] or ["localhost"]
    return f"http://{hosts[0].removeprefix('.')}"
