"""Asking again who it is, before what can't be taken back or gives much away.

`@fresh` goes below the route of a view. Whoever proved who they are within five minutes notices
nothing. Another is shown a page that asks, with what they sent in it; it is sent to the same view
once they have answered, so nothing typed is lost. A page that shows a form opens without being
asked: its sending asks. A file can't be carried along; who sends one chooses it again.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from pwa.care.staff import factors, passkeys, sessions, tries
from pwa.clinic import challenge, resume, trail
from pwa.clinic.forms.step_up import ProofForm
from pwa.clinic.refusal import status_of
from pwa.errors import Forbidden, TooMany
from pwa.store.tables import Staff
from pwa.web.session import current_session, writing_session

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def fresh(view: View) -> View:
    """Mark a view as one before which it is asked again who it is."""
    view.asks_again = True  # type: ignore[attr-defined]
    return view


def ask_again() -> ResponseReturnValue | None:
    """The page that asks, when this request's view wants to know and it is not known yet."""
    if sessions.is_fresh(g.staff_session) or not _asks():
        return None
    form = ProofForm()
    if not form.is_sent:
        return page(form, 403)
    try:
        confirm(form)
    except (Forbidden, TooMany) as error:
        form.form_errors.append(error.message)
        return page(form, status_of(error))
    return None


def confirm(form: ProofForm) -> None:
    """Take the proof and note that it was given; Forbidden or TooMany when it is not taken."""
    method = prove(g.staff, form)
    s = current_session()
    sessions.freshen(s, g.staff_session)
    forgive_tries()
    trail.note("identity.confirmed", g.staff.id, method=method)
    s.commit()


def prove(staff: Staff, form: ProofForm) -> str:
    """How a member of staff has proved who they are. Only some tries are let through."""
    count_try(staff)
    if not form.passkey.data:
        key = str(current_app.secret_key)
        return factors.again(current_session(), staff, key, form.proof.data or "")
    wanted = challenge.returned("confirm", form.state.data)
    given = (form.passkey.data, wanted, challenge.site(), "step-up", staff)
    passkeys.prove(current_session(), *given)
    return "passkey"


def count_try(staff: Staff) -> None:
    """Before a password or a code is looked at: TooMany where too many were tried."""
    tries.admit(writing_session(), staff.email, request.remote_addr or "")
    current_session().commit()


def forgive_tries() -> None:
    """It was right. The view commits."""
    tries.forgive(current_session(), g.staff.email, request.remote_addr or "")


def _asks() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, "asks_again", False) or request.url_rule is None:
        return False
    return request.method == "POST" or "POST" not in (request.url_rule.methods or ())


def page(form: ProofForm, status: int, wanted: str = "") -> ResponseReturnValue:
    """The page that asks. What was posted goes to its own view again, else a page is `wanted`."""
    again = not wanted and request.method == "POST"
    here = request.full_path.rstrip("?")
    shown = render_template(
        "clinic/step_up.html",
        form=form,
        action=here if again else "",
        fields=resume.typed() if again else [],
        next=wanted or here,
        files=bool(request.files),
    )
    return shown, status
