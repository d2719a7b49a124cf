from collections.abc import Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import defer
from sqlmodel import col, select

from pwa.care import drafts
from pwa.clinic import reads
from pwa.clinic.forms.drafts import RollBackForm
from pwa.clinic.guard import clinic
from pwa.clinic.lab.shown import shown
from pwa.clinic.limits import GROUPS
from pwa.clinic.refusal import shown_on
from pwa.clinic.step_up import fresh
from pwa.decision import PARAMETERS, Policy, differences
from pwa.store.tables import PolicyVersion
from pwa.web.asked import LARGEST, whole
from pwa.web.session import current_session

PAGE = 50
NUMBER = f"int(max={LARGEST})"


@clinic.get("/thresholds/versions")
def versions() -> ResponseReturnValue:
    before = request.args.get("before", type=whole)
    rows = _up_to(before)
    return render_template(
        "clinic/versions.html",
        versions=rows[:PAGE],
        changed={row.number: _changed(rows[i : i + 2]) for i, row in enumerate(rows[:PAGE])},
        in_force=rows[0].number if rows and before is None else None,
        before=rows[PAGE - 1].number if len(rows) > PAGE else None,
        staff_names=reads.staff_names(current_session(), g.clinic_id),
    )


@clinic.get(f"/thresholds/versions/<{NUMBER}:number>")
def version(number: int) -> ResponseReturnValue:
    return _page(number, RollBackForm(formdata=None))


@clinic.post(f"/thresholds/versions/<{NUMBER}:number>/roll-back")
@fresh
def roll_back(number: int) -> ResponseReturnValue:
    _two_up_to(number)
    form, s = RollBackForm(), current_session()
    if form.validate():
        with shown_on(form):
            made = drafts.roll_back(s, g.actor, number, form.why.data or "")
            s.commit()
            flash(f"Version {made.number} is in force, with the values of version {number}.")
            return redirect(url_for("clinic.version", number=made.number), 303)
    return _page(number, form)


def _page(number: int, form: RollBackForm) -> ResponseReturnValue:
    rows, newest = _two_up_to(number), _up_to(None)[0]
    limits = Policy.from_values(rows[0].values)
    after = next((row for row in _from(number + 1)), None)
    page = render_template(
        "clinic/version.html",
        form=form,
        version=rows[0],
        after=after,
        limits=limits,
        changed=_changed(rows),
        shown=shown(rows[0].lab, g.clinic),
        figures_of=f"Version {number}",
        back=differences(Policy.from_values(newest.values), limits),
        groups=GROUPS,
        parameters=PARAMETERS,
        staff_names=reads.staff_names(current_session(), g.clinic_id),
    )
    return page, 422 if request.method == "POST" else 200


def _changed(rows: Sequence[PolicyVersion]) -> list[str] | None:
    """What the first changed against the second; None when there is no second."""
    if len(rows) < 2:
        return None
    return differences(Policy.from_values(rows[1].values), Policy.from_values(rows[0].values))


def _two_up_to(number: int) -> Sequence[PolicyVersion]:
    rows = _up_to(number + 1)[:2]
    if not rows or rows[0].number != number:
        abort(404)
    return rows


def _up_to(before: int | None) -> Sequence[PolicyVersion]:
    figures: Any = PolicyVersion.lab  # long, and only the page of one version shows them
    query = select(PolicyVersion).where(PolicyVersion.clinic_id == g.clinic_id)
    query = query.options(defer(figures))
    if before is not None:
        query = query.where(PolicyVersion.number < before)
    newest = query.order_by(col(PolicyVersion.number).desc())
    return current_session().exec(newest.limit(PAGE + 1)).all()


def _from(number: int) -> Sequence[PolicyVersion]:
    query = select(PolicyVersion).where(
        PolicyVersion.clinic_id == g.clinic_id, PolicyVersion.number >= number
    )
    return current_session().exec(query.order_by(col(PolicyVersion.number)).limit(1)).all()
