"""Whether the app can do its work. Asked by machines, so it says no more than that."""

from collections.abc import Callable

from flask import Blueprint


def blueprint(check: Callable[[], object]) -> Blueprint:
    """A door `/healthz` that answers when `check` does; what it raises becomes a 503."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> dict[str, str]:
        check()
        return {"status": "ok"}

    return health
