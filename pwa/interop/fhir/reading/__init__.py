"""What record systems read: one resource, or those that they search for, a page at a time."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: "Flask") -> None:
    from pwa.interop.fhir.outcome import as_outcome  # noqa: PLC0415
    from pwa.interop.fhir.reading import definitions, views  # noqa: F401, PLC0415
    from pwa.web import errors  # noqa: PLC0415

    errors.shape(app, "/fhir", as_outcome)
