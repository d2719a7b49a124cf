"""Requests that change something come from our own pages. No token that could go stale offline.

A browser tells where a request comes from in Sec-Fetch-Site, an older one in Origin. Without
either it is no browser that another site could misuse.
"""

from urllib.parse import urlsplit

from flask import Flask, Request, abort, current_app, request

from pwa.languages import mark

REFUSED = mark("This request came from another site, so it was refused. Nothing was saved.")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    app.before_request(refuse_other_sites)


def let_sign(app: Flask, blueprint: str) -> None:
    """Leave a door alone that looks at no cookie and asks for a signature of each request."""
    app.extensions.setdefault("signed-doors", set()).add(blueprint)


def refuse_other_sites() -> None:
    if request.blueprint in current_app.extensions.get("signed-doors", ()):
        return
    if request.method not in SAFE_METHODS and not is_same_origin(request):
        abort(403, REFUSED)


def is_same_origin(sent: Request) -> bool:
    """Whether a request comes from our own origin, or from no browser at all."""
    site = sent.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = sent.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == sent.host
