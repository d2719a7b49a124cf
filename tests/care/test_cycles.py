"""How long each course has lasted, as a phone gets it."""

from pwa.care import overview
from tests.care.conftest import RAISED, ago
from tests.items import WELL


def told(life):
    said = overview.of(life.s, life.patient, life.clinic)["cycles"]
    life.s.commit()
    return said


def test_nothing_is_known_before_a_treatment(ana):
    assert told(ana) == {"courses": [], "lasted": None}


def test_each_course_has_its_time_to_return(treated):
    treated.checks_in(ago(14), RAISED)
    treated.checks_in(ago(7), RAISED)
    treated.is_treated(ago(2))
    first, second = told(treated)["courses"]
    assert (first["kind"], first["sessions"], first["last"]) == ("induction", 6, str(ago(85)))
    assert (first["returned_after"], first["ended_after"]) == (71, 83)
    assert (second["returned_after"], second["ended_after"]) == (None, None)


def test_the_usual_time_is_told_from_three_returns_on(ana):
    ana.checks_in(ago(250), [2] * 7)
    for number, lasts in enumerate((21, 28, 35)):
        start = 240 - 60 * number
        ana.is_treated(ago(start))
        for week in range(7, 56, 7):
            ana.checks_in(ago(start - week), RAISED if week >= lasts else WELL)
        found = told(ana)["lasted"]
        assert (found is None) == (number < 2)
    assert (found["shortest"], found["longest"], found["returns"]) == (21, 35, 3)
