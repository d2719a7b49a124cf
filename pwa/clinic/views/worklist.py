from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import clock, erase, phone_word, programme
from pwa.care.worklist import not_heard_from, quarantined
from pwa.clinic import reads
from pwa.clinic.calls import calls
from pwa.clinic.forms.contact import ContactForm
from pwa.clinic.guard import clinic
from pwa.clinic.undo import undoable
from pwa.web.session import current_session


@clinic.get("/")
def worklist() -> ResponseReturnValue:
    s, today = current_session(), clock.today(g.clinic.timezone)
    rows = calls(s, today)
    called = [row.patient.id for row in rows]
    late = [row for row in not_heard_from(s, g.clinic, today) if row.patient.id not in called]
    return render_template(
        "clinic/worklist.html",
        today=today,
        calls=rows,
        forms={patient_id: ContactForm(None, prefix=patient_id) for patient_id in called},
        silent=late[: reads.LISTED],
        away=programme.away(s, g.clinic, today)[: reads.LISTED],
        deletions=erase.waiting(s, g.clinic)[: reads.LISTED],
        kept=quarantined(s, g.clinic)[: reads.LISTED],
        missing=phone_word.missing(s, g.clinic),
        said=reads.unconfirmed_treatments(s, g.clinic_id),
        done=undoable(request.args.get("contacted")),
    )
