from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.case import closing, event, planned, snooze, story, turn
from pwa.clinic import case_trail, reads
from pwa.clinic.find import own, own_patient
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.case import CloseForm, NoteForm, SnoozeForm
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.store.tables import CaseEvent, Request
from pwa.web.session import current_session


@clinic.get("/cases/<case_id>")
def case(case_id: str) -> ResponseReturnValue:
    return _page(own(Request, case_id))


@clinic.post("/cases/<case_id>/release")
def release_case(case_id: str) -> ResponseReturnValue:
    return _do(case_id, None, turn.release, "It is free for somebody else.")


@clinic.post("/cases/<case_id>/wake")
def wake_case(case_id: str) -> ResponseReturnValue:
    return _do(case_id, None, snooze.wake, "It is back on the list.")


@clinic.post("/cases/<case_id>/reopen")
def reopen_case(case_id: str) -> ResponseReturnValue:
    return _do(case_id, None, closing.reopen, "It is open again.")


@clinic.post("/cases/<case_id>/note")
def note_case(case_id: str) -> ResponseReturnValue:
    form = NoteForm(prefix="note")

    def write(s: Any, row: Request, by: str) -> CaseEvent:
        return event.note(s, row, "note", by, text=form.note.data or "")

    return _do(case_id, form, write, "The note is saved.")


@clinic.post("/cases/<case_id>/snooze")
def snooze_case(case_id: str) -> ResponseReturnValue:
    form = SnoozeForm(prefix="snooze")

    def put_off(s: Any, row: Request, by: str) -> CaseEvent:
        today = clock.today(g.clinic.timezone)
        return snooze.snooze(s, row, form.until.data, form.reason.data, by, today)

    return _do(case_id, form, put_off, "It is off the list until that day.")


@clinic.post("/cases/<case_id>/close")
def close_case(case_id: str) -> ResponseReturnValue:
    form = CloseForm(prefix="close")

    def close(s: Any, row: Request, by: str) -> CaseEvent:
        return closing.close(s, row, form.reason.data, by, form.note.data or "")

    return _do(case_id, form, close, "It is closed. You can open it again below.")


def _do(
    case_id: str,
    form: ClinicForm | None,
    act: Callable[[Any, Request, str], CaseEvent],
    words: str,
) -> ResponseReturnValue:
    """Do it in our turn, on the trail; a refusal comes back with what was typed."""
    row, checked = own(Request, case_id), form or ClinicForm()
    if form is None or form.validate():
        with shown_on(checked):
            s = current_session()
            planned.hold(s, own_patient(row.patient_id))
            s.refresh(row)
            case_trail.note(act(s, row, g.staff.id))
            s.commit()
            flash(words)
            return redirect(url_for("clinic.case", case_id=case_id), 303)
    return _page(own(Request, case_id), checked), 422


def _page(row: Request, form: ClinicForm | None = None) -> str:
    s, kinds = current_session(), {"note": NoteForm, "snooze": SnoozeForm, "close": CloseForm}
    forms = {name: kind(None, prefix=name) for name, kind in kinds.items()}
    forms |= {name: form for name, kind in kinds.items() if isinstance(form, kind)}
    held = turn.holder(row)
    return render_template(
        "clinic/case/case.html",
        case=row,
        patient=own_patient(row.patient_id),
        steps=story.steps(s, row),
        scores=story.scores_after(s, row),
        names=reads.names(s, g.clinic_id),
        holder=held,
        last_day=snooze.last_day(row, g.clinic.timezone),
        may_reopen=closing.may_reopen(s, row),
        is_overdue=row.closed_at is None and row.due_at and row.due_at <= clock.now(),
        forms=forms,
        form=form or forms["note"],
    )
