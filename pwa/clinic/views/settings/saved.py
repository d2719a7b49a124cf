"""What every screen of the clinic's own does once it is sent."""

from typing import Any

from flask import flash, g, redirect, url_for
from werkzeug.wrappers import Response

from pwa.care.house import details
from pwa.clinic import trail
from pwa.store.tables import Clinic
from pwa.web.session import current_session


def ours() -> Clinic:
    """The clinic's row, in the session that writes."""
    clinic: Clinic = current_session().merge(g.clinic)
    return clinic


def save(endpoint: str, words: str = "The settings are saved.", **values: Any) -> Response:
    """Change details of the clinic; Invalid names the fields at fault."""
    changed = details.change(current_session(), ours(), **values)
    return done(endpoint, changed, words)


def done(endpoint: str, fields: list[str], words: str) -> Response:
    """Put on record what was changed, and say so on the next page."""
    trail.note("settings.changed", g.clinic_id, fields=fields)
    current_session().commit()
    flash(f"{words} Phones get it at their next contact.")
    return redirect(url_for(endpoint), 303)
