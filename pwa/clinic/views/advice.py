import json
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import advice as care
from pwa.clinic.find import own, own_patient
from pwa.clinic.guard import clinic
from pwa.clinic.numbers import numbers
from pwa.clinic.reasons import reasons
from pwa.store.tables import AdviceRecord, CheckIn
from pwa.web.session import current_session


@clinic.get("/advice/<advice_id>")
def advice(advice_id: str) -> ResponseReturnValue:
    record = own(AdviceRecord, advice_id)
    return render_template(
        "clinic/advice.html",
        record=record,
        patient=own_patient(record.patient_id),
        check_in=_check_in(record),
        why=_why(record),
        numbers=numbers(record.output["facts"], record.on),
        inputs=json.dumps(record.inputs, indent=1, ensure_ascii=False),
        again=_again(record) if "again" in request.args else None,
    )


def _why(record: AdviceRecord) -> list[str]:
    if record.output["urgency"] == "none":
        return []
    return reasons(care.recompute(record), record.output["headline"], record.on)


def _check_in(record: AdviceRecord) -> CheckIn | None:
    key = {"clinic_id": g.clinic_id, "id": record.trigger_id}
    return current_session().get(CheckIn, key) if record.trigger_id else None


def _again(record: AdviceRecord) -> dict[str, Any]:
    """What the rules say now, for what the record says they were given."""
    now = care.recompute(record).as_json()
    differing = [name for name, value in now.items() if record.output.get(name) != value]
    return {"agrees": not differing, "differing": differing, "now": now}
