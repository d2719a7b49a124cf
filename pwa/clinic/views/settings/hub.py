from flask import g, render_template
from flask.typing import ResponseReturnValue

from pwa.care.webhooks import registry
from pwa.clinic import hub
from pwa.clinic.guard import clinic
from pwa.clinic.permissions import may_open
from pwa.web.session import current_session


@clinic.get("/settings")
def settings() -> ResponseReturnValue:
    ended = registry.broken(current_session(), g.clinic_id) if may_open("clinic.webhooks") else ()
    return render_template("clinic/settings/hub.html", groups=hub.groups(), ended=len(ended))
