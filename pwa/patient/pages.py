"""The shell: the same bytes for every patient, so that a phone may keep them."""

from collections.abc import Callable

from flask import Response, make_response, render_template, request

from pwa.care import crisis
from pwa.decision import GAD7, REPORTS
from pwa.patient.door import blueprint

PAGES = {
    "/app": "home",
    "/app/check-in": "check_in",
    "/app/history": "history",
    "/app/help": "help",
    "/app/pair": "pair",
    "/app/install": "install",
    "/app/about": "about",
    "/app/settings": "settings",
}


def shell(template: str) -> Response:
    """A page without anything personal. It may be kept, but is asked for again each time."""
    page = render_template(
        f"patient/{template}.html",
        gad7=GAD7,
        reports=list(REPORTS.values()),
        countries=crisis.countries(),
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
