"""People at the clinic's door. Time stands still for all of them: see the clock fixture."""

import pytest

from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.clinic.story import Story
from tests.databases import everything


@pytest.fixture
def nora(app, clock) -> Nurse:
    """Nora of Oak Clinic, signed in."""
    nurse = Nurse(app.test_client())
    nurse.sign_in("nora@oak.example", PASSWORD)
    return nurse


@pytest.fixture
def omar(app, clock) -> Nurse:
    """Omar of Elm Clinic, signed in."""
    nurse = Nurse(app.test_client())
    nurse.sign_in("omar@elm.example", PASSWORD)
    return nurse


@pytest.fixture
def look(app):
    """Look into the database: `look(select(Contact))`. Holds nothing up."""

    def look(query):
        with everything(app.extensions["db"]) as reader:
            return reader.exec(query).all()

    return look


@pytest.fixture
def ana(session, cast, clock) -> Story:
    """What happens to Ana, a patient of Oak Clinic."""
    return Story(session, cast.oak, cast.ana)
