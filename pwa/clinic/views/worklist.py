from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.worklist import not_heard_from, quarantined
from pwa.clinic import reads
from pwa.clinic.calls import calls
from pwa.clinic.forms.contact import ContactForm
from pwa.clinic.guard import clinic
from pwa.clinic.undo import undoable
from pwa.web.session import writing_session


@clinic.get("/")
def worklist() -> ResponseReturnValue:
    s, today = writing_session(), clock.today(g.clinic.timezone)
    rows = calls(s, today)
    s.commit()  # plans that were stale are compiled anew by asking
    called = {row.patient.id for row in rows}
    late = not_heard_from(s, g.clinic, today)
    return render_template(
        "clinic/worklist.html",
        today=today,
        calls=rows,
        forms={row.patient.id: ContactForm(None, prefix=row.patient.id) for row in rows},
        silent=[row for row in late if row.patient.id not in called][: reads.LISTED],
        kept=quarantined(s, g.clinic)[: reads.LISTED],
        said=reads.unconfirmed_treatments(s, g.clinic_id),
        done=undoable(request.args.get("contacted")),
    )
