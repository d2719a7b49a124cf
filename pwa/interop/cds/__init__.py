"""CDS Hooks 2.0: what a clinic's record system asks when a chart is opened, and what it tells back.

Source: cds-hooks.hl7.org, version 2.0.
"""

from flask import Flask

from pwa.interop import doors
from pwa.interop.cds import cross_origin, feedback, patient_view, services  # noqa: F401
from pwa.interop.cds.body import as_json
from pwa.web import errors, same_origin


def init_app(app: Flask) -> None:
    errors.shape(app, "/cds/", as_json)
    same_origin.let_sign(app, doors.cds.name)
