from datetime import date

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.case import closing, several, snooze, turn, undo
from pwa.care.case.several import Act, Done
from pwa.clinic import case_trail
from pwa.clinic.find import own_patient
from pwa.clinic.forms.case import SeveralForm
from pwa.clinic.guard import clinic
from pwa.clinic.views.worklist import worklist_page
from pwa.store.tables import CaseEvent, Patient, Request
from pwa.web.session import current_session

AT_ONCE = 100


@clinic.post("/calls")
def act_on_several() -> ResponseReturnValue:
    form = SeveralForm()
    ids = request.form.getlist("chosen")[:AT_ONCE]
    if not ids:
        form.form_errors.append("Choose at least one patient in the list.")
    elif form.validate():
        patients = [own_patient(patient_id) for patient_id in ids]
        return _done(several.each(current_session(), g.clinic, patients, _act(form)))
    return worklist_page(form), 422


@clinic.post("/patients/<patient_id>/take")
def take_case(patient_id: str) -> ResponseReturnValue:
    patient, over = own_patient(patient_id), "over" in request.form
    done = several.each(current_session(), g.clinic, [patient], _taking(over))
    if request.form.get("from") == "case" and done.events:
        case_trail.note(done.events[0])
        current_session().commit()
        return redirect(url_for("clinic.case", case_id=done.events[0].request_id), 303)
    return _done(done)


@clinic.post("/acts/<event_id>/undo")
def undo_case(event_id: str) -> ResponseReturnValue:
    s = current_session()
    found = undo.undoable(s, g.clinic_id, g.staff.id, event_id)
    if not found:
        abort(404)
    made = undo.take_back(s, found, g.staff.id)
    for event in made:
        case_trail.note(event)
    s.commit()
    flash(f"Taken back for {_counted(made)}." if made else "There was nothing to take back.")
    return redirect(url_for("clinic.worklist"), 303)


def _act(form: SeveralForm) -> Act:
    if form.act.data == "take":
        return _taking(over=False)
    if form.act.data == "close":
        return _closing(form)
    return _putting_off(form)


def _taking(over: bool) -> Act:
    def take(_case: Request, patient: Patient) -> CaseEvent:
        return turn.take(current_session(), patient, g.staff.id, _today(patient), over)

    return take


def _closing(form: SeveralForm) -> Act:
    def close(case: Request, _patient: Patient) -> CaseEvent:
        return closing.close(current_session(), case, form.close_reason.data, g.staff.id)

    return close


def _putting_off(form: SeveralForm) -> Act:
    def put_off(case: Request, patient: Patient) -> CaseEvent:
        until, reason = form.until.data, form.snooze_reason.data
        return snooze.snooze(current_session(), case, until, reason, g.staff.id, _today(patient))

    return put_off


def _today(patient: Patient) -> date:
    return clock.today(patient.timezone or g.clinic.timezone)


def _done(done: Done) -> ResponseReturnValue:
    for made in done.events:
        case_trail.note(made)
    current_session().commit()
    for patient, why in done.left:
        flash(f"{patient.name} is left as before: {why[:1].lower()}{why[1:].rstrip('.')}.")
    acted = done.events[0].id if done.events else None
    return redirect(url_for("clinic.worklist", acted=acted), 303)


def _counted(events: list[CaseEvent]) -> str:
    return "1 patient" if len(events) == 1 else f"{len(events)} patients"
