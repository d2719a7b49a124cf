"""Ana's case, and two who may work on it."""

from datetime import timedelta
from typing import NamedTuple

import pytest

from pwa.care import appointment, enrol, request
from pwa.store.tables import Request
from tests.care.conftest import TODAY
from tests.cast import PASSWORD
from tests.items import SEVERE


class Desk(NamedTuple):
    """Their ids."""

    nora: str
    lena: str


@pytest.fixture
def desk(session, cast) -> Desk:
    """Nora's and Lena's ids."""
    lena = enrol.add_staff(session, cast.oak, "lena@oak.example", "Lena Lime", PASSWORD)
    session.commit()
    return Desk(cast.nora, lena.id)


@pytest.fixture
def case(ana) -> Request:
    """Opened today, soon: a severe score."""
    ana.checks_in(TODAY, SEVERE)
    found = request.open_of(ana.s, ana.patient)
    ana.s.commit()
    return found


@pytest.fixture
def urgent(ana) -> Request:
    """Opened today: Ana feels unsafe."""
    ana.checks_in(TODAY, SEVERE, reports=["unsafe"])
    found = request.open_of(ana.s, ana.patient)
    ana.s.commit()
    return found


@pytest.fixture
def books(ana):
    def book(days: int):
        made = appointment.book(ana.s, ana.patient, TODAY + timedelta(days=days))
        ana.s.commit()
        return made

    return book
