from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired, InputRequired, Length

from pwa.care.staff import passwords
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField


class OnwardForm(ClinicForm):
    """Where somebody was going travels along."""

    next = HiddenField()
    kept = HiddenField()


class SignInForm(OnwardForm):
    email = TidyField("Email address", validators=[DataRequired("Enter your email address.")])
    password = PasswordField(
        "Password",
        [
            InputRequired("Enter your password."),
            Length(max=passwords.LONGEST, message="That is too long."),
        ],
    )


class PasskeyForm(OnwardForm):
    """What a browser has signed; a script fills it in."""

    passkey = HiddenField()
    state = HiddenField()
    ticket = HiddenField()


class CodeForm(OnwardForm):
    code = TidyField("Code", validators=[DataRequired("Enter the code.")])
    ticket = HiddenField()
