"""A refusal from below is shown in the form, beside the field it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm

from pwa.errors import Conflict, Forbidden, Invalid, TooMany
from pwa.web.session import current_session


@contextmanager
def shown_on(form: FlaskForm) -> Iterator[None]:
    """Undo what was begun and put the words on the form; the view then shows it again."""
    try:
        yield
    except Invalid as error:
        current_session().rollback()
        for fault in error.faults:
            put(form, fault.field, fault.message)
    except (Conflict, Forbidden) as error:
        current_session().rollback()
        form.form_errors.append(error.message)


def put(form: FlaskForm, field: str, message: str) -> None:
    errors = list(form[field].errors) if field in form else form.form_errors
    errors.append(message[:1].upper() + message[1:])
    if field in form:
        form[field].errors = errors


def status_of(error: Forbidden | TooMany) -> int:
    return 403 if isinstance(error, Forbidden) else 429
