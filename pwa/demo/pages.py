"""Pages that let a visitor be one of the made-up people."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from pwa.care import directory, pairing
from pwa.demo.people import DOORS, STAFF_EMAIL, STAFF_PASSWORD, Door
from pwa.demo.seed import demo_clinic
from pwa.store.db import enter
from pwa.store.tables import Patient
from pwa.web.cookies import read_token, set_token
from pwa.web.session import current_session

COOKIE = "booster"
COOKIE_SECONDS = 400 * 24 * 60 * 60

blueprint = Blueprint("demo", __name__, url_prefix="/demo")


@blueprint.get("")
def everybody() -> str:
    return render_template(
        "demo/everybody.html", doors=DOORS, email=STAFF_EMAIL, password=STAFF_PASSWORD
    )


@blueprint.get("/<slug>")
def person(slug: str) -> str:
    return render_template("demo/person.html", door=_door(slug))


@blueprint.post("/<slug>")
def become(slug: str) -> ResponseReturnValue:
    """Pair this browser, as an invitation from the clinic would."""
    door, session = _door(slug), current_session()
    patient = _patient(session, door)
    former = pairing.device_of(session, read_token(COOKIE))
    if former:
        pairing.revoke(session, former)
    enter(session, patient.clinic_id)
    invite = pairing.make_invite(session, patient, "demo")
    paired = pairing.redeem(session, invite.token, _label())
    session.commit()
    response: Response = make_response(redirect("/app", 303))
    set_token(response, COOKIE, paired.cookie_value, COOKIE_SECONDS, "Lax")
    return response


def _door(slug: str) -> Door:
    doors = {door.slug: door for door in DOORS}
    if slug not in doors:
        abort(404)
    return doors[slug]


def _patient(session: Session, door: Door) -> Patient:
    clinic = demo_clinic(session)
    if clinic is None:
        abort(404, "The demo clinic is not here yet. `make run` makes it.")
    patient = directory.with_reference(session, clinic.id, door.reference)
    assert patient is not None  # noqa: S101  # nosec B101  # the demo's people have one each
    return patient


def _label() -> str:
    return f"Demo: {request.user_agent.string}"[:100]
