"""A line for each request: which route, how it ended and how long it took. No address, no words."""

import logging
from secrets import token_hex
from time import perf_counter

from flask import Flask, Response, g, request

from pwa.logs import REQUESTS

log = logging.getLogger(REQUESTS)


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(told)


def begin() -> None:
    """An id of its own: a proxy's may be anybody's text."""
    g.request_id, g.begun = token_hex(8), perf_counter()


def route() -> str:
    """The route's name: an address holds ids, and what somebody looks for."""
    return request.endpoint or "none"


def told(response: Response) -> Response:
    """Write the line. Whoever is told of an error can name its request."""
    begun = g.get("begun")
    facts = {
        "id": g.get("request_id", ""),
        "route": route(),
        "method": request.method,
        "status": response.status_code,
        "ms": 0 if begun is None else round(1000 * (perf_counter() - begun), 1),
    }
    log.info("request", extra=facts)
    if response.status_code >= 500 and facts["id"]:
        response.headers["X-Request-Id"] = facts["id"]
    return response
