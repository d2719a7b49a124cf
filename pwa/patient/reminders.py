"""Reminders from the phone's side: this phone's subscription, wishes, later, and the calendar."""

from typing import Any

from flask import Response, abort, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import clock, keys
from pwa.care.pairing import Caller
from pwa.care.reminders import calendar, channels, endpoint, later, stopping, turn, wishes
from pwa.errors import Fault, Invalid
from pwa.patient.door import api, blueprint, reader, writer
from pwa.web.session import current_session, writing_session


@api.get("/reminders")
def get_reminders() -> Response:
    return jsonify(_told(reader()))


@api.put("/reminders")
def put_reminders() -> Response:
    caller = writer()
    wishes.choose(current_session(), caller.patient, caller.clinic, _object())
    later.move_today(current_session(), caller.patient, caller.clinic, clock.now())
    return _saved(caller)


@api.post("/reminders/later")
def put_off() -> Response:
    caller, choice = writer(), _object().get("when")
    later.ask(current_session(), caller.patient, caller.clinic, str(choice), clock.now())
    return _saved(caller)


@api.get("/push")
def get_push() -> Response:
    """The key that a phone subscribes with; null when this server sends no notifications."""
    caller = writer()
    key = keys.live(current_session(), caller.clinic.id, keys.PUSH).public_key
    current_session().commit()
    return jsonify({"key": key if _reach().contact else None})


@api.put("/push")
def put_push() -> Response:
    caller, said = writer(), _object()
    given = said.get("keys")
    secrets = given if isinstance(given, dict) else {}
    parts: list[Any] = [said.get("endpoint"), secrets.get("p256dh"), secrets.get("auth")]
    if not all(isinstance(part, str) for part in parts):
        raise Invalid([Fault("", "must be a push subscription")])
    endpoint.check(parts[0], local=not current_app.config["HTTPS"])
    is_new = not channels.has_push(current_session(), caller)
    channels.subscribe(current_session(), caller, *parts)
    if is_new:
        later.move_today(current_session(), caller.patient, caller.clinic, clock.now())
    return _saved(caller)


@api.delete("/push")
def delete_push() -> Response:
    caller = writer()
    channels.unsubscribe(current_session(), caller)
    return _saved(caller)


@blueprint.get("/app/check-ins.ics")
def calendar_file() -> Response:
    caller = reader()
    link = f"{current_app.config['PUBLIC_URL']}/app/check-in"
    made = calendar.file_for(current_session(), caller.patient, caller.clinic, clock.now(), link)
    response = Response(made, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="check-ins.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/app/stop/<token>")
def ask_to_stop(token: str) -> ResponseReturnValue:
    """A page with a button: programs that look at every link in an e-mail stop nothing."""
    return render_template("patient/stop.html", token=token, stopped=False)


@blueprint.post("/app/stop/<token>")
def stop(token: str) -> ResponseReturnValue:
    """The button, and what a mail program does by itself (RFC 8058)."""
    s = writing_session()
    stopping.stop(s, current_app.config["SECRET_KEY"], token)
    s.commit()
    return render_template("patient/stop.html", token=token, stopped=True)


def _saved(caller: Caller) -> Response:
    current_session().commit()
    return jsonify(_told(caller))


def _told(caller: Caller) -> dict[str, Any]:
    s, patient, clinic, now = current_session(), caller.patient, caller.clinic, clock.now()
    wished = wishes.of(patient, clinic)
    is_open = turn.due_since(s, patient, clinic, turn.today_of(patient, clinic, now)) is not None
    asked = patient.remind_after if patient.remind_after and patient.remind_after > now else None
    return {
        "push": {"offered": bool(_reach().contact), "on": channels.has_push(s, caller)},
        "email": {"offered": _mails(caller), "on": wished.email},
        "hour": wished.hour,
        "hours": wishes.hours(wished),
        "quiet": list(wished.quiet),
        "later": _moments(later.offers(patient, clinic, now)) if is_open else {},
        "asked": asked.isoformat() if asked and is_open else None,
    }


def _mails(caller: Caller) -> bool:
    by_clinic = wishes.of_clinic(caller.clinic).email and bool(caller.patient.email)
    return by_clinic and _reach().mail is not None


def _moments(found: dict[str, Any]) -> dict[str, str]:
    return {name: at.isoformat() for name, at in found.items()}


def _object() -> dict[str, Any]:
    said = request.get_json(silent=True)
    if not isinstance(said, dict):
        abort(400, "Send a JSON object.")
    return said


def _reach() -> Any:
    return current_app.config["REACH"]
