import json

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care.recompute import Again, published, recompute
from pwa.clinic.find import own, own_patient
from pwa.clinic.guard import clinic
from pwa.clinic.numbers import numbers
from pwa.clinic.reasons import reasons
from pwa.store.tables import AdviceRecord, CheckIn
from pwa.web.session import current_session


@clinic.get("/advice/<advice_id>")
def advice(advice_id: str) -> ResponseReturnValue:
    record = own(AdviceRecord, advice_id)
    again = recompute(record, published(current_session(), g.clinic_id))
    return render_template(
        "clinic/advice.html",
        record=record,
        patient=own_patient(record.patient_id),
        check_in=_check_in(record),
        why=_why(record, again),
        numbers=numbers(record.output["facts"], record.on),
        inputs=json.dumps(record.inputs, indent=1, ensure_ascii=False),
        again=again if "again" in request.args else None,
    )


def _why(record: AdviceRecord, again: Again) -> list[str]:
    if record.output["urgency"] == "none" or again.advice is None:
        return []
    return reasons(again.advice, record.output["headline"], record.on)


def _check_in(record: AdviceRecord) -> CheckIn | None:
    key = {"clinic_id": g.clinic_id, "id": record.trigger_id}
    return current_session().get(CheckIn, key) if record.trigger_id else None
