from flask import g, render_template
from flask.typing import ResponseReturnValue

from pwa.care import clock, languages, plan
from pwa.care.house import logo
from pwa.care.plan_sheet import sheet_of
from pwa.clinic.find import own_patient
from pwa.clinic.guard import clinic
from pwa.web.session import current_session


@clinic.get("/patients/<patient_id>/plan")
def plan_sheet(patient_id: str) -> ResponseReturnValue:
    """The plan for the patient's fridge door: from today on, whether their phone has it or not."""
    s, row = current_session(), own_patient(patient_id)
    today = clock.today(row.timezone or g.clinic.timezone)
    body = plan.fresh(s, row, today) or plan.compile_anew(s, row, today).body
    language = languages.of(row.language)
    return render_template(
        "clinic/plan_sheet.html",
        patient=row,
        sheet=sheet_of(row, g.clinic, body),
        language=language,
        say=language.say,
        logo=logo.address(s, g.clinic_id),
        hours=(g.clinic.opening_hours or {}).get(language.code),
    )
