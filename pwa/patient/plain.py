"""The check-in as a plain form: check your answers, then the result.

check_plain.html is given what was filled in: `answers`, `difficulty`, `ticked`, `last_treatment`,
`last_treatment_on`, `on`, `id`; check_again.html, when something cannot be right, also `faults`
(field, message) and `form` (as it was sent). result_plain.html is given `advice`, `total`,
`clinic`, `help` and `received` (the time in words). All are given `gad7` and `reports`.
"""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import check_in, clock, crisis
from pwa.care.arrival import Arrival, Receipt
from pwa.care.pairing import Caller
from pwa.decision import total
from pwa.errors import Conflict
from pwa.languages import mark, time_of_day
from pwa.patient.door import blueprint, reader, writer
from pwa.patient.form import Given, read
from pwa.patient.questions import questions
from pwa.web.language import current_language, gettext
from pwa.web.session import current_session


@blueprint.post("/app/check-in")
def check_in_by_form() -> ResponseReturnValue:
    given = read(request.form, _local(reader(), clock.now()).date())
    if given.faults:
        faults = [fault._replace(message=gettext(fault.message)) for fault in given.faults]
        return _page("check_again", given, faults=faults, form=request.form), 422
    if not request.form.get("confirm"):
        return _page("check_plain", given)
    caller = writer()
    receipt = _save(caller, given)
    current_session().commit()
    return _result(caller, given, receipt)


def _local(caller: Caller, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(caller.patient.timezone or caller.clinic.timezone))


def _page(template: str, given: Given, **more: object) -> str:
    return render_template(
        f"patient/{template}.html",
        **questions(),
        answers=given.answers,
        difficulty=given.difficulty,
        ticked=given.reports,
        last_treatment=given.told,
        last_treatment_on=given.told_on,
        on=given.on,
        id=given.id,
        **more,
    )


def _save(caller: Caller, given: Given) -> Receipt:
    body = given.body(caller.patient.id)
    digest = hashlib.sha256(body).hexdigest()
    arrival = Arrival(
        caller.clinic, caller.patient, caller.device, given.id, body, digest, clock.now()
    )
    return check_in.receive(current_session(), arrival, None)


def _result(caller: Caller, given: Given, receipt: Receipt) -> ResponseReturnValue:
    if receipt.advice is None:
        raise Conflict(mark("Other answers came from this page before. Your clinic has both."))
    return render_template(
        "patient/result_plain.html",
        **questions(),
        advice=receipt.advice,
        total=total(given.answers),
        clinic=caller.clinic,
        help=crisis.help_for(caller.clinic.country, caller.clinic).in_words(current_language()),
        received=time_of_day(
            _local(caller, receipt.received_at).time(),
            current_language().code,
            caller.clinic.country,
        ),
    )
