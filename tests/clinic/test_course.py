"""A course of a patient: looked at before it is laid out, then changed, ended, and taken back."""

import pytest
from sqlmodel import select

from pwa.care import protocols
from pwa.store.tables import Appointment, CoursePlan
from tests.clinic.story import TODAY, ago

SIX = {"starts_on": ago(-1).isoformat(), "rounds": "3", "every": "7"}


@pytest.fixture
def path(session, cast) -> str:
    six = protocols.of_clinic(session, cast.oak)[0]
    session.commit()
    return f"/clinic/patients/{cast.ana}/course/new/{six.id}"


@pytest.fixture
def made(nora, ana, path, look) -> CoursePlan:
    nora.done(path, **SIX, confirmed="1")
    [made] = look(select(CoursePlan))
    return made


def booked(look) -> list[int]:
    rows = look(select(Appointment).where(Appointment.removed_at.is_(None)))
    return sorted((row.on - TODAY).days for row in rows)


def test_it_is_looked_at_first(nora, path, look, cast):
    assert "Six sessions in three weeks" in nora.page(f"/clinic/patients/{cast.ana}/course/new")
    assert 'value="3"' in nora.get(path).text
    response = nora.post(path, **SIX)
    assert response.status_code == 200
    assert "Lay out these days for Ana Alder?" in response.text
    assert response.text.count("Induction") == 6
    assert not look(select(CoursePlan))


def test_it_is_laid_out(nora, made, look, cast):
    assert booked(look) == [1, 4, 8, 11, 15, 18]
    page = nora.page(f"/clinic/courses/{made.id}")
    assert "Tue 28 Apr 2026 tomorrow Induction planned" in page
    page = nora.page(f"/clinic/patients/{cast.ana}")
    assert "Six sessions in three weeks, from Tue 28 Apr 2026." in page
    assert "Tue 28 Apr 2026 tomorrow, planned induction" in page
    assert "going on" in nora.page(f"/clinic/patients/{cast.ana}/course/new")


def test_it_refuses_what_cannot_be(nora, path, look):
    for fields, words in (
        ({"starts_on": ""}, "Enter a date."),
        ({"rounds": "4"}, "Must be a whole number from 3 to 3, as the protocol has it"),
        ({"every": "weekly"}, "Must be a whole number from 7 to 7"),
        ({"starts_on": "2020-01-01"}, "Must be within 90 days back and two years ahead"),
    ):
        assert words in nora.refused(path, **SIX | fields)
        assert words in nora.refused(path, **SIX | fields, confirmed="1")
    assert not look(select(CoursePlan))


def test_a_second_one_must_wait(nora, path, made):
    assert "A course is going on." in nora.refused(path, **SIX, confirmed="1")


def undo(nora, page):
    """Press Undo as the page has it."""
    form = page.partition('class="notice"')[2].partition("</form>")[0]
    action = form.partition('action="')[2].partition('"')[0]
    fields = {}
    for part in form.split("<input ")[1:]:
        name, value = (part.partition(f'{key}="')[2].partition('"')[0] for key in ("name", "value"))
        fields[name] = value
    fields.pop("csrf_token")
    return nora.done(action, **fields)


def test_a_day_is_moved_and_that_is_undone(nora, made, look):
    path = f"/clinic/courses/{made.id}/days/move"
    day = f"{ago(-4)} induction"
    assert f'<option selected value="{day}">' in nora.get(path, day=day).text
    response = nora.post(path, day=day, to=ago(-5).isoformat())
    assert booked(look)[:3] == [1, 5, 8]
    assert "Induction moved." in undo(nora, nora.get(response.location).text)
    assert booked(look)[:3] == [1, 4, 8]


def test_a_day_is_taken_away_and_that_is_undone(nora, made, look):
    for day in (f"{ago(-4)} induction", f"{ago(-8)} check-in"):
        response = nora.post(f"/clinic/courses/{made.id}/days/remove", day=day)
        page = nora.get(response.location).text
        assert "taken away." in page
        assert "added." in undo(nora, page)
    assert booked(look) == [1, 4, 8, 11, 15, 18]
    [row] = look(select(CoursePlan))
    assert row.check_ins == made.check_ins


def test_a_day_is_added_and_that_is_undone(nora, made, look):
    path = f"/clinic/courses/{made.id}/days/add"
    response = nora.post(path, on=ago(-2).isoformat(), what="booster")
    assert 2 in booked(look)
    assert "taken away." in undo(nora, nora.get(response.location).text)
    assert 2 not in booked(look)
    page = nora.refused(path, on=ago(-4).isoformat(), what="booster")
    assert "There is already an appointment on that day." in page
    assert "The date is in the past." in nora.refused(path, on=str(ago(1)), what="booster")


def test_it_ends_with_why_and_that_is_undone(nora, made, look):
    path = f"/clinic/courses/{made.id}"
    assert "Choose why." in nora.refused(f"{path}/end", note="x")
    page = nora.done(f"{path}/end", reason="patient-stopped", note="Felt well")
    assert "The patient stopped. Felt well." in page
    assert booked(look) == []
    assert "The course goes on" in nora.done(f"{path}/resume")
    assert booked(look) == [1, 4, 8, 11, 15, 18]


def test_a_planned_treatment_is_recorded_with_a_press(nora, made, cast, clock):
    clock.shift(24 * 60 * 60)
    nora.sign_in("nora@oak.example", "a long walk by the river")
    page = nora.get(f"/clinic/courses/{made.id}").text
    link = page.partition("/treatments/new?")[2].partition('"')[0].replace("&amp;", "&")
    form = nora.get(f"/clinic/patients/{cast.ana}/treatments/new?{link}").text
    assert f'value="{ago(-1)}"' in form
    assert form.count(" checked") == 2
    nora.done(
        f"/clinic/patients/{cast.ana}/treatments/new",
        on=str(ago(-1)),
        kind="induction",
        planned="y",
    )
    assert "Induction on record" in nora.page(f"/clinic/courses/{made.id}")


def test_it_is_on_the_timeline(nora, made, cast):
    nora.done(f"/clinic/courses/{made.id}/end", reason="completed")
    page = nora.page(f"/clinic/patients/{cast.ana}/timeline?kind=course")
    assert "Six sessions in three weeks: laid out from Tue 28 Apr 2026 Nora North" in page
    assert "Six sessions in three weeks: ended. Completed" in page
