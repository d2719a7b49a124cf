"""Whether the app lives, and whether it can do its work. Asked by machines, so it says little.

`/healthz`: this process answers; restart it when it does not. `/readyz`: send requests here. A
database that is away makes every machine unready and none of them ill.
"""

from collections.abc import Callable

from flask import Blueprint, abort

from pwa.web import stopping

PATHS = ("/healthz", "/readyz")


def blueprint(check: Callable[[], str | None]) -> Blueprint:
    """Both doors. What `check` raises or says is missing becomes a 503 of `/readyz`."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @health.get("/readyz")
    def readyz() -> dict[str, str]:
        missing = "This server is about to stop." if stopping.is_so() else check()
        if missing:
            abort(503, missing)
        return {"status": "ok"}

    return health
