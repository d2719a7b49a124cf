"""The headers of every answer."""

from functools import cache

from flask import Flask, Response, current_app, request

from pwa.web.releases import style_hash

# What a page may hold in itself besides what it fetches: named by its hash, so that a page that a
# phone has kept for months shows it still, and nobody else's words pass for it.
INLINE_STYLE = "patient/first.css"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {style}; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types booster"
)
# Trusted Types on the worker's own script would stop it from installing, without a word.
WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
WORKER_PATH = "/service-worker.js"
# A file is no page: what a page may do is said by the page, and not again by each of its files.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"

UNUSED_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
SAME_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it a browser sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)
TWO_YEARS = 63_072_000


def init_app(app: Flask) -> None:
    app.after_request(put_on)


def put_on(response: Response) -> Response:
    """Put the headers on; an answer that says nothing about caching is personal: never kept."""
    response.headers["Content-Security-Policy"] = _policy()
    response.headers.update(SAME_FOR_ALL)
    if response.mimetype == "text/html":
        response.headers["Permissions-Policy"] = PERMISSIONS
    if current_app.config["HTTPS"]:
        response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@cache
def _content_policy() -> str:
    return CONTENT_POLICY.format(style=style_hash(INLINE_STYLE))


def _policy() -> str:
    if request.path == WORKER_PATH:
        return WORKER_POLICY
    return FILE_POLICY if request.blueprint == "static" else _content_policy()
