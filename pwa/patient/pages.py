"""The shell: the same bytes for every patient, so that a phone may keep them."""

from collections.abc import Callable

from flask import Response, make_response, render_template, request

from pwa.care import between, crisis
from pwa.patient.door import blueprint
from pwa.patient.questions import questions
from pwa.patient.script_words import script_words
from pwa.web.language import current_language

PAGES = {
    "/app": "home",
    "/app/check-in": "check_in",
    "/app/history": "history",
    "/app/help": "help",
    "/app/pair": "pair",
    "/app/install": "install",
    "/app/about": "about",
    "/app/settings": "settings",
    "/app/privacy": "privacy",
    "/app/plan": "plan",
    "/app/between": "between",
    "/app/data": "data",
    "/app/language": "language",
    "/app/reminders": "reminders",
}


def shell(template: str) -> Response:
    """A page without anything personal. It may be kept, but is asked for again each time."""
    page = render_template(
        f"patient/{template}.html",
        **questions(),
        countries=crisis.countries(current_language()),
        between=between.ours(current_language()),
        script_words=script_words,
    )
    return kept_but_asked(make_response(page))


def kept_but_asked(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _view(template: str) -> Callable[[], Response]:
    return lambda: shell(template)


for path, template in PAGES.items():
    blueprint.add_url_rule(path, template, _view(template), methods=["GET"])
