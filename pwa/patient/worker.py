"""The service worker and the manifest."""

from pathlib import PurePosixPath

from flask import Response, current_app, make_response, render_template, request

from pwa.patient.door import blueprint
from pwa.patient.pages import PAGES, kept_but_asked
from pwa.web.language import current_language
from pwa.web.releases import STATIC, script_file, static_url

# What the screens need offline. Pictures of the manifest are for the system, not for the app.
NEEDED = ("app.css", "more.css", "js/*.js")


def precache() -> list[str]:
    """The addresses that a phone keeps: every page, and every file that the pages use."""
    files = [file for pattern in NEEDED for file in sorted(STATIC.glob(pattern))]
    names = [file.relative_to(STATIC).as_posix() for file in files]
    return [*PAGES, *map(static_url, dict.fromkeys(map(_sent_in, names)))]


def _sent_in(name: str) -> str:
    return script_file(PurePosixPath(name).stem) if name.endswith(".js") else name


@blueprint.get("/service-worker.js")
def service_worker() -> Response:
    release = current_app.config["RELEASE"]
    body = render_template(
        "service-worker.js",
        release=release,
        language=current_language().code,
        precache=precache(),
    )
    response = make_response(body)
    response.mimetype = "text/javascript"
    return kept_but_asked(response)


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    discreet = request.cookies.get("discreet") == "1"
    response = make_response(render_template("patient/manifest.webmanifest", discreet=discreet))
    response.vary.add("Cookie")
    response.mimetype = "application/manifest+json"
    return kept_but_asked(response)
