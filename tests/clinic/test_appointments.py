import pytest
from sqlmodel import select

from pwa.store.tables import Appointment
from tests.clinic.story import TODAY, ago


@pytest.fixture
def path(cast):
    return f"/clinic/patients/{cast.ana}/appointments/new"


def test_it_notes_one_from_today_on(nora, path, look, cast):
    page = nora.done(path, on=TODAY.isoformat())
    assert "The appointment is noted." in page
    assert "Mon 27 Apr 2026 today" in page
    [row] = look(select(Appointment))
    assert row.created_by == cast.nora


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-04-26", "The date is in the past."),
        ("2028-05-01", "The date is more than two years ahead."),
        ("", "Enter a date."),
    ],
)
def test_it_refuses_what_cannot_be(nora, path, look, on, words):
    assert words in nora.refused(path, on=on)
    assert not look(select(Appointment))


def test_it_refuses_two_on_one_day(nora, path):
    nora.done(path, on=ago(-5).isoformat())
    page = nora.refused(path, on=ago(-5).isoformat())
    assert "There is already an appointment on that day." in page


def test_it_cancels_one(nora, path, look):
    nora.done(path, on=ago(-5).isoformat())
    [row] = look(select(Appointment))
    page = nora.done(f"/clinic/appointments/{row.id}/cancel")
    assert "The appointment on 2 May 2026 is cancelled." in page
    assert "None noted." in page
    assert nora.post(f"/clinic/appointments/{row.id}/cancel").status_code == 404


def test_spaces_are_no_day(nora, cast):
    page = nora.refused(f"/clinic/patients/{cast.ana}/appointments/new", on="  ")
    assert "Enter a real date" in page
