"""What an administrator says of a record system; its parts are judged below."""

import json
from typing import Any

from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from pwa.care.programs import jwks, scopes
from pwa.care.programs.clients import Facts
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import TidyField, choices, tidy
from pwa.store.tables import Client

SCOPES = {
    "system/Patient.rs": "See patients: name, phone, email, language",
    "system/Questionnaire.rs": "See the questionnaire: nothing about anybody",
    "system/QuestionnaireResponse.rs": "See check-ins: every answer",
    "system/Observation.rs": "See total scores",
    "system/Procedure.rs": "See treatments: which kind, on which day",
    "system/GuidanceResponse.rs": "See what the app said to a patient, and why",
    "system/Task.rs": "See requests to call, and how they ended",
    "system/PlanDefinition.rs": "See your thresholds, every version",
    "system/QuestionnaireResponse.c": "Send check-ins that were filled in elsewhere",
    "system/Procedure.c": "Record treatments",
}


class RecordSystemForm(ClinicForm):
    name = TidyField("Name", validators=[DataRequired("Enter a name, such as the maker’s.")])
    scopes = SelectMultipleField(
        "What it may do",
        choices=choices(SCOPES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    keys = TextAreaField(
        "Its public keys", [DataRequired("Paste the JWK set that its makers gave you.")]
    )
    issuer = TidyField("Who signs when it asks for advice (optional)")
    origins = TextAreaField("Whose pages may ask for advice (optional)", filters=[tidy])

    @property
    def facts(self) -> Facts:
        return Facts(
            name=self.name.data or "",
            scopes=self.scopes.data or [],
            keys=self.keys.data or "",
            issuer=self.issuer.data or "",
            origins=(self.origins.data or "").split(),
        )

    def forget_private_key(self) -> None:
        """What nobody should have seen isn't shown once more."""
        if jwks.holds_private(self.keys.data or ""):
            self.keys.data = ""


def facts_of(client: Client) -> dict[str, Any]:
    """What is on record, as the form begins with it."""
    return {
        "name": client.name,
        "scopes": scopes.parts(client.scopes),
        "keys": json.dumps(client.keys, indent=2),
        "issuer": client.issuer,
        "origins": "\n".join(client.origins),
    }
