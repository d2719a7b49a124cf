"""What a record system reads of Ana: treatments, check-ins with and without a blank, a request."""

import pytest

from pwa.care import treatment
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.kinds import KINDS
from pwa.interop.fhir.questionnaire import questionnaire
from tests.care.conftest import BLANK, RAISED, TODAY, Life, ago, ana, treated  # noqa: F401
from tests.items import SEVERE

BASE = Base("https://check.oak.example/fhir")


@pytest.fixture
def seen(treated) -> Life:  # noqa: F811
    """Ana was severe, was called, came back, and then left a question blank."""
    mistaken = treated.is_treated(ago(30))
    treatment.remove(treated.s, mistaken)
    treated.s.commit()
    treated.checks_in(ago(14), SEVERE, difficulty=2)
    treated.is_called(ago(13))
    treated.checks_in(ago(1), RAISED)
    treated.checks_in(TODAY, BLANK, reports=["urine-pain"])
    return treated


@pytest.fixture
def resources(seen) -> dict[str, list[dict]]:
    """Every resource of the clinic, by its kind."""
    found = {
        kind.name: [one for one in kind.all(seen.s, seen.clinic.id, BASE) if one] for kind in KINDS
    }
    return found | {"Questionnaire": [questionnaire(BASE)]}
