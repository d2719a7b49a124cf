from typing import Any

from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from pwa.clinic.forms.base import ClinicForm

PREFIX = "again-"


class ProofForm(ClinicForm):
    """Its fields have a name of their own, so that they can travel among those of another form."""

    proof = PasswordField("Password, or a code from your app", [Length(max=500)])
    passkey = HiddenField()
    state = HiddenField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(prefix=PREFIX, **kwargs)

    @property
    def is_sent(self) -> bool:
        return bool(self.proof.data or self.passkey.data)
