from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from pwa.care import first_hour
from pwa.clinic.guard import clinic
from pwa.web.session import current_session


@clinic.post("/first-steps/put-away")
def put_away_first_steps() -> ResponseReturnValue:
    first_hour.put_away(current_session(), g.actor)
    current_session().commit()
    flash("The first steps are put away. All of them stay in the settings.")
    return redirect(url_for("clinic.worklist"), 303)
