from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care import (
    advice,
    clock,
    course,
    crisis,
    enrol,
    history,
    phone_word,
    plan,
    policy,
    programme,
    rhythm,
)
from pwa.clinic import reads, trail
from pwa.clinic.changes import changes
from pwa.clinic.chart import chart_of
from pwa.clinic.find import own_patient
from pwa.clinic.forms.baseline import BaselineForm
from pwa.clinic.guard import clinic
from pwa.clinic.numbers import numbers
from pwa.clinic.outcome import measures
from pwa.clinic.overlay import overlay_of
from pwa.clinic.page import form_page
from pwa.clinic.plan_table import plan_table
from pwa.clinic.tries import tries
from pwa.clinic.views.timeline import SHOWN_FIRST, newest
from pwa.decision import Policy, Timeline, message
from pwa.decision.cycles import cycles_of, lasted
from pwa.decision.outcome import outcome_of
from pwa.store.tables import Patient
from pwa.web.session import current_session


@clinic.get("/patients/<patient_id>")
def patient(patient_id: str) -> ResponseReturnValue:
    row = own_patient(patient_id)
    return render_template("clinic/patient.html", patient=row, **_judged(row), **_recorded(row))


def _judged(row: Patient) -> dict[str, Any]:
    s, today = current_session(), clock.today(row.timezone or g.clinic.timezone)
    version, limits = policy.current(s, g.clinic_id)
    now = advice.advise_patient(s, row, today)
    check_ins, treatments = reads.check_ins(s, row), reads.treatments(s, row)
    return {
        "today": today,
        "version": version,
        "policy": limits,
        "advice": now,
        "numbers": numbers(now.facts, today),
        "said": message(now, crisis.voice_of(g.clinic), today),
        "chart": chart_of(check_ins, treatments, limits.return_cutoff, today),
        "changes": changes(check_ins, treatments, limits),
        "programme": programme.of(row, today),
        "following": rhythm.next_check_in(s, row, g.clinic, today),
        "check_ins": check_ins,
        "treatments": treatments,
        # A stale one is compiled to be shown; to keep it is for the phone that fetches it.
        "plan": plan_table(plan.fresh(s, row, today) or plan.compile_anew(s, row, today).body),
    } | _since_each_treatment(history.of(s, row).timeline(), limits, today.toordinal())


def _since_each_treatment(past: Timeline, limits: Policy, today: int) -> dict[str, Any]:
    cycles = cycles_of(past, limits, today)
    usual, outcome = lasted(cycles), outcome_of(past, limits, today)
    return {
        "cycles": cycles,
        "usual": usual,
        "outcome": outcome,
        "measures": measures(outcome),
        "overlay": overlay_of(cycles, usual),
    }


def _recorded(row: Patient) -> dict[str, Any]:
    s = current_session()
    phones = reads.phones(s, row)
    return {
        "asked": reads.open_requests(s, g.clinic_id, [row.id]).get(row.id),
        "tries": tries(s, g.clinic_id, [row.id]).get(row.id),
        "appointments": reads.appointments(s, row),
        "course": course.current(s, row),
        "phones": phones,
        "arrived": {phone.id: phone_word.arrived(s, phone) for phone in phones},
        "invites": [i for i in reads.invites(s, row) if i.expires_at > clock.now()],
        **newest(row, set(), size=SHOWN_FIRST),
    }


@clinic.route("/patients/<patient_id>/baseline", methods=["GET", "POST"])
def baseline(patient_id: str) -> ResponseReturnValue:
    row = own_patient(patient_id)
    form = BaselineForm(baseline="" if row.baseline is None else str(row.baseline))
    if not form.validate_on_submit():
        return form_page("baseline", form, patient=row)
    enrol.set_baseline(current_session(), row, form.score)
    trail.note("baseline.set", row.id, points=form.score)
    current_session().commit()
    flash("The baseline is saved." if form.score is not None else "The baseline is forgotten.")
    return redirect(url_for("clinic.patient", patient_id=row.id), 303)
