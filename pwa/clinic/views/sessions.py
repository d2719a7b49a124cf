from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from pwa.care.staff import sessions as kept
from pwa.clinic import trail
from pwa.clinic.find import own
from pwa.clinic.guard import clinic
from pwa.store.tables import StaffSession
from pwa.web.session import current_session


@clinic.get("/sessions")
def sessions() -> ResponseReturnValue:
    live = kept.list_for(current_session(), g.staff)
    return render_template("clinic/sessions.html", sessions=live)


@clinic.post("/sessions/revoke-others")
def revoke_other_sessions() -> ResponseReturnValue:
    kept.revoke_all(current_session(), g.staff, but=g.staff_session)
    trail.note("sessions.revoked", g.staff.id)
    current_session().commit()
    flash("Everywhere else you are signed out.")
    return redirect(url_for("clinic.sessions"), 303)


@clinic.post("/sessions/<session_id>/revoke")
def revoke_session(session_id: str) -> ResponseReturnValue:
    session = own(StaffSession, session_id)
    if session.staff_id != g.staff.id:
        abort(404)
    kept.revoke(current_session(), session)
    trail.note("session.revoked", g.staff.id, session=session.id)
    current_session().commit()
    flash("That session has ended. It opens nothing any more.")
    return redirect(url_for("clinic.sessions"), 303)
