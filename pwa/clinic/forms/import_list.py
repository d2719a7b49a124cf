from flask_wtf.file import FileField
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from pwa.care import imports
from pwa.clinic.forms.base import ClinicForm
from pwa.clinic.forms.fields import choices
from pwa.clinic.words import LISTS
from pwa.errors import Fault, Invalid


class ImportForm(ClinicForm):
    kind = RadioField(
        "What is in it?",
        choices=choices(LISTS),
        validators=[InputRequired("Choose what is in the list.")],
    )
    file = FileField("A file (CSV)")
    text = TextAreaField("Or paste it here")

    @property
    def given(self) -> tuple[str, str]:
        """The file's name and its text, or what was pasted. Invalid when it can't be read."""
        if self.file.data:
            return self.file.data.filename or "", imports.decoded(self.file.data.read())
        text = self.text.data or ""
        if not text.strip():
            raise Invalid([Fault("file", "is missing: choose a file, or paste the list below")])
        return "", text
