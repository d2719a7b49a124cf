"""One's own data and programme: take the data away, pause or stop, ask for deletion."""

import json
from datetime import date
from typing import Any

from flask import Response, abort, request

from pwa.care import erase, own_data, programme
from pwa.care.patients import today_of
from pwa.patient.door import api, note, reader, writer
from pwa.patient.session import answer
from pwa.web.session import current_session, writing_session


@api.get("/data.json")
def get_data() -> Response:
    written = json.dumps(_data("json"), indent=2, ensure_ascii=False)
    return _file(written, "application/json", "json")


@api.get("/data.csv")
def get_table() -> Response:
    return _file(own_data.as_csv(_data("csv")), "text/csv; charset=utf-8", "csv")


def _data(form: str) -> dict[str, Any]:
    caller = reader()
    data = own_data.of(current_session(), caller.patient, caller.clinic)
    s = writing_session()
    note(caller.patient, "own-data.downloaded", format=form)
    s.commit()
    return data


def _file(body: str, kind: str, ending: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="my-check-ins.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@api.put("/programme")
def put_programme() -> Response:
    caller, said = writer(), request.get_json(silent=True)
    if not isinstance(said, dict):
        abort(400, "Send a JSON object.")
    s, patient = current_session(), caller.patient
    until = _day(said.get("until"))
    programme.choose(s, patient, said.get("state"), until, today_of(s, patient))
    return _saved(caller)


@api.put("/deletion")
def ask_for_deletion() -> Response:
    caller = writer()
    erase.ask(current_session(), caller.patient)
    note(caller.patient, "deletion.asked")
    return _saved(caller)


@api.delete("/deletion")
def withdraw_deletion() -> Response:
    caller = writer()
    erase.withdraw(current_session(), caller.patient)
    note(caller.patient, "deletion.withdrawn")
    return _saved(caller)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _saved(caller: Any) -> Response:
    current_session().flush()
    response = answer(current_session(), caller)
    current_session().commit()
    return response
