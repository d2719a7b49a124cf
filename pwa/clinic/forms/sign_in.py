from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired, InputRequired, Length

from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField


class SignInForm(ClinicForm):
    email = TidyField("Email address", validators=[DataRequired("Enter your email address.")])
    password = PasswordField(
        "Password",
        [InputRequired("Enter your password."), Length(max=500, message="That is too long.")],
    )
    next = HiddenField()
    kept = HiddenField()
