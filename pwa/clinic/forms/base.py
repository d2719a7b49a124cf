"""The form of every screen: with the token, and with its fields typed."""

from flask_wtf import FlaskForm


class ClinicForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    pass
