from flask import render_template
from flask.typing import ResponseReturnValue

from pwa.clinic import hub
from pwa.clinic.guard import clinic


@clinic.get("/settings")
def settings() -> ResponseReturnValue:
    return render_template("clinic/settings/hub.html", groups=hub.groups())
