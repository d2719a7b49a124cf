"""Who may come in: a phone with the cookie of a device that was paired and not revoked."""

from typing import Any, TypeVar

from flask import Blueprint, Response, abort, g, request

from pwa.care import audit, pairing, tokens
from pwa.care.audit import Actor
from pwa.care.pairing import Caller
from pwa.languages import mark
from pwa.store.tables import Patient
from pwa.web.cookies import read_token, set_token
from pwa.web.language import gettext
from pwa.web.pace import not_too_fast
from pwa.web.session import current_session, writing_session

COOKIE = "booster"
COOKIE_SECONDS = 400 * 24 * 60 * 60  # the longest that browsers allow
# The app signs out after minutes. This is for what was answered without a connection.
SHARED_COOKIE_SECONDS = 24 * 60 * 60
UNPAIRED = mark("This phone is not paired. What is saved on it stays there.")

Someone = TypeVar("Someone")
blueprint = Blueprint("patient", __name__)
api = Blueprint("api", __name__, url_prefix="/api")


@api.before_request
def only_our_pages_write() -> None:
    """No other site's form can send this header; there is no token that could go stale offline."""
    if request.method not in ("GET", "HEAD") and request.headers.get("X-Booster") != "1":
        abort(400, "The header X-Booster is missing.")


@api.before_request
@blueprint.before_request
def no_phone_floods_us() -> None:
    cookie = read_token(COOKIE)
    if cookie and (request.blueprint == "api" or request.method == "POST"):
        not_too_fast(tokens.hashed("pace", cookie))


def reader() -> Caller:
    """The caller, without waiting for those who write; 401 for anyone else."""
    return known(pairing.caller_of(current_session(writes=False), _cookie()))


def writer() -> Caller:
    """The caller, with the right to write; 401 for anyone else."""
    cookie = _cookie()
    return known(pairing.caller_of(writing_session(), cookie))


def _cookie() -> str | None:
    """The caller's, whose clinic is the one that a writing session is for."""
    cookie = read_token(COOKIE)
    g.clinic_id = (tokens.key_of(cookie) or {}).get("clinic")
    return cookie


def note(patient: Patient, name: str, **details: Any) -> None:
    """An event of a patient's on the clinic's audit trail, in the request's transaction."""
    actor = Actor("patient", patient.id, patient.clinic_id)
    audit.record(current_session(), actor, name, patient.id, **details)


def known(caller: Someone | None) -> Someone:
    """The one at the door; 401 for anyone else."""
    if caller is None:
        abort(401, gettext(UNPAIRED))
    return caller


def stay_paired(
    response: Response, cookie_value: str | None = None, *, shared: bool = False
) -> Response:
    """Give the cookie again at each contact, so that it ends only after a long silence."""
    value = cookie_value or read_token(COOKIE)
    if value:
        seconds = SHARED_COOKIE_SECONDS if shared else COOKIE_SECONDS
        set_token(response, COOKIE, value, seconds, "Lax")
    return response
