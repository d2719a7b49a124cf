"""What was typed is not lost when the session ran out, or the page was older than its token.

The fields come back in a page that shows them and asks to send them again. A post from another site
never comes this far: it is refused for the whole app.
"""

from typing import Any

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException

from pwa.clinic.forms.sign_in import SignInForm
from pwa.clinic.forms.step_up import PREFIX
from pwa.clinic.safe_next import safe_next
from pwa.store.tables import Patient
from pwa.web.session import current_session

HIDDEN = {"csrf_token", "password", "kept"}
KEPT_FOR_SECONDS = 12 * 60 * 60
MOST_FIELDS = 500  # more than any form of ours has


def sign_in_and_go_on(cookie_value: str | None) -> ResponseReturnValue:
    """The sign-in page; what was posted travels along in it, signed, for the same clinic only."""
    form = SignInForm(formdata=None, next=safe_next(request.path))
    clinic_id, fields = (cookie_value or "").partition(".")[0], typed()
    if clinic_id and len(fields) <= MOST_FIELDS:
        form.kept.data = _seal().dumps([clinic_id, request.path, fields])
    return render_template("clinic/sign_in.html", form=form, ran_out=True), 401


def kept_post(sealed: str | None, clinic_id: str) -> dict[str, Any] | None:
    """The path and fields that travelled with a sign-in, when they are this clinic's."""
    try:
        owner, path, fields = _seal().loads(sealed or "", max_age=KEPT_FOR_SECONDS)
    except BadData:
        return None
    if owner != clinic_id:
        return None
    return {"path": path, "fields": fields, "about": _about(path, clinic_id)}


def _about(path: str, clinic_id: str) -> str:
    """The name of the patient whom the form is about, where its address names one."""
    adapter = current_app.create_url_adapter(request)
    try:
        _, ids = adapter.match(path, method="POST") if adapter else ("", {})
    except HTTPException:
        ids = {}
    key = {"clinic_id": clinic_id, "id": ids.get("patient_id", "")}
    patient = current_session().get(Patient, key)
    return patient.name if patient else ""


def confirm_or_refuse() -> ResponseReturnValue:
    """Nothing is done; staff see what they had typed and are asked whether to send it."""
    if "staff" in g:
        about = _about(request.path, g.clinic_id)
        page = render_template("clinic/resume.html", path=request.path, fields=typed(), about=about)
    else:
        page = render_template("clinic/refused.html")
    return page, 400


def typed() -> list[tuple[str, str]]:
    """The fields of this post, without what must not be kept or shown."""
    return [
        pair
        for pair in request.form.items(multi=True)
        if pair[0] not in HIDDEN and not pair[0].startswith(PREFIX)
    ]


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="clinic-resume")
