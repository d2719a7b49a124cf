"""A passkey's challenge on its way to the browser and back: signed, for this browser, 5 minutes.

Nothing is written until it is answered: nobody fills the database by opening the sign-in page.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from pwa.care.staff.passkey_options import Site
from pwa.care.staff.passkeys import ANSWER_WITHIN, REFUSED
from pwa.errors import Forbidden


def site() -> Site:
    """Whom a passkey made here is for."""
    parts = urlsplit(request.host_url)
    return Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


def sent(purpose: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options for the browser, with what it gives back to show that they were ours."""
    state = _seal(purpose).dumps([_browser(), options["challenge"]])
    return {"options": options, "state": state}


def returned(purpose: str, state: str | None) -> str:
    """The challenge; Forbidden when it is not ours, another browser's or too old."""
    seconds = int(ANSWER_WITHIN.total_seconds())
    try:
        browser, challenge = _seal(purpose).loads(state or "", max_age=seconds)
    except BadData:
        raise Forbidden(REFUSED) from None
    if browser != _browser():
        raise Forbidden(REFUSED)
    return str(challenge)


def _browser() -> str:
    """The token of its forms: another browser has another one."""
    return str(session.get("csrf_token", ""))


def _seal(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"clinic-{purpose}")
