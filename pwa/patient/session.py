"""The session: all that a phone holds of its patient, so that it works without us."""

import hashlib
import json

from flask import Response, current_app, request
from sqlmodel import Session

from pwa.care import clock, keys, overview, pairing, phone_word, plan
from pwa.care.pairing import Caller
from pwa.care.phone_word import PhoneWord
from pwa.patient.door import COOKIE, api, note, reader, stay_paired, writer
from pwa.web.cookies import clear_token
from pwa.web.session import current_session


@api.get("/session")
def get_session() -> Response:
    caller = reader()
    word = phone_word.read(request.headers.get("X-Phone"))
    today = clock.today(caller.patient.timezone or caller.clinic.timezone)
    if plan.fresh(current_session(), caller.patient, today) is None:
        compiled = plan.compile_anew(current_session(), caller.patient, today)
        caller = writer()
        plan.store(current_session(), caller.patient, compiled)
        _seen(caller, word)
    elif pairing.is_due(caller.device) or (word and phone_word.is_news(caller.device, word)):
        caller = writer()
        _seen(caller, word)
    return stay_paired(answer(current_session(), caller), shared=caller.device.shared)


def _seen(caller: Caller, word: PhoneWord | None) -> None:
    pairing.touch(current_session(), caller.device)
    if word and phone_word.is_news(caller.device, word):
        phone_word.note(current_session(), caller.device, word)
    keys.live(current_session(), caller.clinic.id, keys.SEAL)
    current_session().commit()


def answer(s: Session, caller: Caller) -> Response:
    """The session as JSON; its tag leaves the time of day out, so that it tells what changed."""
    said = overview.of(s, caller.patient, caller.clinic)
    said["release"] = current_app.config["RELEASE"]
    text = json.dumps(said, sort_keys=True)
    tag = hashlib.sha256(text.encode()).hexdigest()[:32]
    now = json.dumps({"now": clock.now().isoformat()})
    # The long part of it is written once.
    response = Response(f"{text[:-1]}, {now[1:]}", mimetype="application/json")
    # Weak: compression changes the bytes and not what they say.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-store"
    response.make_conditional(request)
    return response


@api.delete("/session")
def delete_session() -> Response:
    caller = writer()
    pairing.revoke(current_session(), caller.device)
    note(caller.patient, "phone.revoked", phone=caller.device.id)
    current_session().commit()
    response = Response(status=204)
    clear_token(response, COOKIE)
    return response
