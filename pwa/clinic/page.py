"""The page of a form."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm


def form_page(template: str, form: FlaskForm, **more: Any) -> ResponseReturnValue:
    """The form to fill in, or, when it was sent, to mend: then it says so in its status, too."""
    status = 422 if request.method == "POST" else 200
    return render_template(f"clinic/{template}.html", form=form, **more), status
