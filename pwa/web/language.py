"""The language of a request: `?lang=`, else the cookie, else what the browser asks for.

Only what is offered counts, and English otherwise. An answer that depended on it says so in Vary.
"""

from flask import Flask, Response, current_app, g, request

from pwa.languages import ENGLISH, Language, known
from pwa.web.cookies import read_token, set_token

COOKIE = "language"
COOKIE_SECONDS = 400 * 24 * 60 * 60  # the longest that browsers allow
# The clinic's side is in English, and so is what its other systems are told.
ENGLISH_ONLY = ("/clinic", "/demo", "/fhir", "/oauth", "/cds", "/.well-known")


def init_app(app: Flask, offered: tuple[str, ...]) -> None:
    app.config["LANGUAGES"] = offered
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(current_language=current_language, offered=offered_languages)
    app.after_request(vary)


def current_language() -> Language:
    """What this request is answered in."""
    if "language" not in g:
        g.language_varies = not request.path.startswith(ENGLISH_ONLY)
        g.language = known(_wanted()) if g.language_varies else ENGLISH
    language: Language = g.language
    return language


def offered_languages() -> list[Language]:
    return [known(code) for code in current_app.config["LANGUAGES"]]


def is_offered(code: str) -> bool:
    return code in current_app.config["LANGUAGES"]


def gettext(text: str) -> str:
    return current_language().gettext(text)


def ngettext(one: str, other: str, count: int) -> str:
    return current_language().ngettext(one, other, count)


def remember(response: Response, code: str) -> None:
    """Let this browser read in a language from now on."""
    set_token(response, COOKIE, code, COOKIE_SECONDS, "Lax")


def vary(response: Response) -> Response:
    if "language" in g and g.language_varies:
        response.vary.update(("Cookie", "Accept-Language"))
    return response


def _wanted() -> str:
    offered = current_app.config["LANGUAGES"]
    chosen = read_token(COOKIE) or request.cookies.get(COOKIE)  # as it was named before
    asked = request.args.get("lang"), chosen
    said = next((code for code in asked if code in offered), None)
    return said or request.accept_languages.best_match(offered) or ENGLISH.code
