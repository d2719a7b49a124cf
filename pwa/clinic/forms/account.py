from wtforms import BooleanField, HiddenField, PasswordField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length

from pwa.care import roles
from pwa.care.staff import passkeys, passwords
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices

NAMED = {code: f"{role.name}: {role.about}" for code, role in roles.ROLES.items()}
TOO_SHORT = f"Use at least {passwords.SHORTEST} characters. A few words in a row are easy to type."


def new_password(label: str) -> PasswordField:
    long_enough = Length(passwords.SHORTEST, passwords.LONGEST, TOO_SHORT)
    return PasswordField(label, [InputRequired("Enter a password."), long_enough])


class NewPasskeyForm(ClinicForm):
    """The name is typed; a script fills in the rest."""

    name = TidyField(
        "Name of the device",
        validators=[Length(max=passkeys.LONGEST_NAME, message="Keep the name short.")],
    )
    passkey = HiddenField(validators=[InputRequired("This browser did not make a passkey.")])
    state = HiddenField()


class FirstCodeForm(ClinicForm):
    code = TidyField("Code", validators=[DataRequired("Enter the six digits that the app shows.")])


class PasswordForm(ClinicForm):
    old = PasswordField("Password until now", [InputRequired("Enter your password until now.")])
    password = new_password("New password")


class JoinForm(ClinicForm):
    password = new_password("Password")


class RoleForm(ClinicForm):
    role = RadioField("Role", [InputRequired("Choose a role.")], choices=choices(NAMED))


class StaffInviteForm(RoleForm):
    name = TidyField("Name", validators=[DataRequired("Enter their name.")])
    email = TidyField("Email address", validators=[DataRequired("Enter their email address.")])


class SecondFactorForm(ClinicForm):
    wanted = BooleanField("All staff must have a passkey or an authenticator app")
