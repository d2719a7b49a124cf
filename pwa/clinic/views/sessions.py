from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care import staff_session
from pwa.clinic.find import own
from pwa.clinic.guard import clinic
from pwa.store.tables import StaffSession
from pwa.web.session import current_session


@clinic.get("/sessions")
def sessions() -> ResponseReturnValue:
    live = staff_session.list_for(current_session(), g.staff)
    return render_template("clinic/sessions.html", sessions=live)


@clinic.post("/sessions/<session_id>/revoke")
def revoke_session(session_id: str) -> ResponseReturnValue:
    session = own(StaffSession, session_id)
    if session.staff_id != g.staff.id:
        abort(404)
    staff_session.revoke(current_session(), session)
    current_session().commit()
    flash("That session has ended. It opens nothing any more.")
    return redirect(url_for("clinic.sessions"), 303)
