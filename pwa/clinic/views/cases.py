from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import clock
from pwa.care.case import budget, figures
from pwa.clinic import trail
from pwa.clinic.forms.case import BudgetForm
from pwa.clinic.forms.fields import number_or_text
from pwa.clinic.guard import clinic
from pwa.clinic.refusal import shown_on
from pwa.store.tables import Clinic
from pwa.web.session import current_session

WEEKS = (4, 12, 26, 52)


@clinic.get("/cases")
def cases() -> ResponseReturnValue:
    set_ = g.clinic.requests_a_week
    form = BudgetForm(None, requests_a_week="" if set_ is None else str(set_))
    return _page(form)


@clinic.post("/cases")
def set_budget() -> ResponseReturnValue:
    form, s = BudgetForm(), current_session()
    if form.validate():
        with shown_on(form):
            a_week = number_or_text(form.requests_a_week.data)
            budget.set_budget(s, s.get_one(Clinic, g.clinic_id), a_week)
            trail.note("requests-budget.set", None, a_week=a_week)
            s.commit()
            flash("The budget is saved." if a_week else "There is no budget any more.")
            return redirect(url_for("clinic.cases"), 303)
    return _page(form), 422


def _page(form: BudgetForm) -> str:
    asked = request.args.get("weeks", "")
    weeks = int(asked) if asked in map(str, WEEKS) else 12
    s = current_session()
    return render_template(
        "clinic/case/cases.html",
        form=form,
        weeks=weeks,
        choices=WEEKS,
        rules=figures.by_rule(s, g.clinic_id, clock.now() - timedelta(weeks=weeks)),
        load=budget.load(s, s.get_one(Clinic, g.clinic_id)),
    )
