"""The record systems' door: what a clinic's other systems read, in the field's own formats."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def register(app: "Flask") -> None:
    """Add the doors for programs: SMART's, FHIR's and CDS Hooks'."""
    # Imported here: the command that writes a clinic as files needs no web.
    from pwa.interop import cds, doors, smart  # noqa: PLC0415
    from pwa.interop.fhir import reading  # noqa: PLC0415
    from pwa.interop.fhir.writing import views  # noqa: F401, PLC0415

    smart.init_app(app)
    cds.init_app(app)
    reading.init_app(app)
    for blueprint in (doors.smart, doors.fhir, doors.cds):
        app.register_blueprint(blueprint)
