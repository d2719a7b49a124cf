from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import clock, drafts, erase, phone_word, programme
from pwa.care.case import escalate, undo
from pwa.care.worklist import not_heard_from, put_off, quarantined
from pwa.clinic import reads
from pwa.clinic.calls import calls
from pwa.clinic.forms.case import SeveralForm
from pwa.clinic.forms.contact import ContactForm
from pwa.clinic.guard import clinic
from pwa.clinic.permissions import may
from pwa.clinic.undo import undoable
from pwa.web.session import current_session, writing_session

SILENT = 30


@clinic.get("/")
def worklist() -> ResponseReturnValue:
    _mark_overdue()
    return worklist_page(SeveralForm(None))


def worklist_page(several: SeveralForm) -> str:
    s, today = current_session(), clock.today(g.clinic.timezone)
    found = calls(s, today, request.args.get("after"))
    acted = undo.undoable(s, g.clinic_id, g.staff.id, request.args.get("acted", ""))
    return render_template(
        "clinic/worklist.html",
        today=today,
        calls=found.rows,
        after=found.after,
        is_complete=found.is_complete,
        forms={row.patient.id: ContactForm(None, prefix=row.patient.id) for row in found.rows},
        form=several,
        put_off=put_off(s, g.clinic, today, reads.LISTED),
        silent=not_heard_from(s, g.clinic, today, SILENT, found.everyone),
        away=programme.away(s, g.clinic, today, reads.LISTED),
        deletions=erase.waiting(s, g.clinic, reads.LISTED),
        kept=quarantined(s, g.clinic, reads.LISTED),
        missing=phone_word.missing(s, g.clinic),
        said=reads.unconfirmed_treatments(s, g.clinic_id),
        done=undoable(request.args.get("contacted")),
        acted=acted,
        draft=drafts.on_the_desk_of(s, g.actor) if may("review thresholds") else None,
    )


def _mark_overdue() -> None:
    """Whoever looks first puts on record that nobody acted in time."""
    if escalate.waiting(current_session(), g.clinic_id, clock.now()):
        escalate.mark(writing_session(), g.clinic_id, clock.now())
        current_session().commit()
