from collections.abc import Sequence

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import col, select

from pwa.clinic import reads
from pwa.clinic.guard import clinic
from pwa.clinic.limits import GROUPS
from pwa.decision import PARAMETERS, Policy, differences
from pwa.store.tables import PolicyVersion
from pwa.web.session import current_session

PAGE = 50


@clinic.get("/thresholds/versions")
def versions() -> ResponseReturnValue:
    rows = _up_to(request.args.get("before", type=int))
    return render_template(
        "clinic/versions.html",
        versions=rows[:PAGE],
        before=rows[PAGE - 1].number if len(rows) > PAGE else None,
        staff_names=reads.staff_names(current_session(), g.clinic_id),
    )


@clinic.get("/thresholds/versions/<int:number>")
def version(number: int) -> ResponseReturnValue:
    rows = _up_to(number + 1)
    if not rows or rows[0].number != number:
        abort(404)
    limits = Policy.from_values(rows[0].values)
    before = Policy.from_values(rows[1].values) if len(rows) > 1 else None
    return render_template(
        "clinic/version.html",
        version=rows[0],
        limits=limits,
        changed=differences(before, limits) if before else None,
        groups=GROUPS,
        parameters=PARAMETERS,
        staff_names=reads.staff_names(current_session(), g.clinic_id),
    )


def _up_to(before: int | None) -> Sequence[PolicyVersion]:
    query = select(PolicyVersion).where(PolicyVersion.clinic_id == g.clinic_id)
    if before is not None:
        query = query.where(PolicyVersion.number < before)
    newest = query.order_by(col(PolicyVersion.number).desc())
    return current_session().exec(newest.limit(PAGE + 1)).all()
