"""Pages follow one another whatever is added meanwhile, on both databases, and each at once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.interop.fhir.element import Base
from pwa.interop.fhir.kinds import KINDS, Kind
from pwa.interop.fhir.reading.fields import Asker
from pwa.interop.fhir.reading.page import page
from pwa.interop.fhir.reading.search import Search
from pwa.store import changed
from pwa.store.tables import Treatment
from tests.care.conftest import BLANK, Life, ago
from tests.items import SEVERE, WELL

MOST_PAGES = 50
BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture
def life(make_app, cast, clock):
    """Ana of Oak, with a little of each kind."""
    app = make_app()
    with app.extensions["db"].session(clinic_id=cast.oak) as s:
        ana = Life(s, cast.oak, cast.ana)
        ana.is_treated(ago(50), "induction", planned=True)
        for days, answers in ((40, WELL), (20, SEVERE), (9, BLANK), (2, SEVERE)):
            ana.checks_in(ago(days), answers)
        yield ana


def asker(s, clinic_id) -> Asker:
    zone = ZoneInfo("America/New_York")
    return Asker(s, clinic_id, "a-client", Base("http://localhost/fhir"), zone)


def walk(life, kind: Kind, *given, size=2, between=lambda: None) -> list[str]:
    """The ids of all pages; `between` two of them something may happen."""
    found, after = [], None
    who, search = asker(life.s, life.clinic.id), Search(given, size)
    for _ in range(MOST_PAGES):
        one = page(who, kind, search, after)
        assert len(one.made) <= size
        assert one.made or not after
        found += [made["id"] for made in one.made]
        after = one.after
        if after is None:
            return found
        between()
    raise AssertionError("the pages go round in a circle")


def test_each_comes_once_also_of_those_that_came_at_once(life):
    for kind in KINDS:
        rows = life.s.exec(select(kind.table).where(kind.table.clinic_id == life.clinic.id)).all()
        wanted = {row.id for row in rows if kind.mapper(row, Base("http://localhost/fhir"))}
        assert wanted
        for size in (1, 2, 200):
            assert sorted(walk(life, kind, size=size)) == sorted(wanted)


def test_what_is_added_comes_at_the_end(life, clock):
    before = walk(life, BY_NAME["QuestionnaireResponse"])

    def another():
        clock.shift(1)
        if len(life.check_ins()) < 6:
            life.checks_in(ago(1))

    assert walk(life, BY_NAME["QuestionnaireResponse"], between=another)[: len(before)] == before


def test_what_changes_comes_again_and_nothing_is_missed(life, clock):
    for days in (48, 46, 44):
        life.is_treated(ago(days), "induction", planned=True)
    kind = BY_NAME["Procedure"]
    first, *others = walk(life, kind)
    once = iter([life.s.get_one(Treatment, (life.clinic.id, first))])

    def corrected():
        clock.shift(1)
        for row in once:
            row.removed_at = datetime.now(UTC)
            life.s.commit()

    assert walk(life, kind, between=corrected) == [first, *others, first]


FOUND = (
    ("QuestionnaireResponse", [("status", "stopped")], 1),
    ("QuestionnaireResponse", [("status", "completed"), ("date", f"ge{ago(20)}")], 2),
    ("Observation", [], 3),
    ("Observation", [("date", f"{ago(20)},{ago(9)}")], 1),
    ("Observation", [("date", f"ne{ago(20)}")], 2),
    ("QuestionnaireResponse", [("authored", f"gt{ago(20)}T14:00:00Z")], 2),
    ("Procedure", [("code", "induction"), ("status", "completed")], 1),
    ("Task", [("status", "requested")], 1),
    ("GuidanceResponse", [("date", f"{ago(40)}"), ("_lastUpdated", "ge2026")], 1),
    ("PlanDefinition", [("version", "1")], 1),
)


def test_it_finds_the_same_on_each_database(life, cast):
    for name, given, count in FOUND:
        assert len(walk(life, BY_NAME[name], *given, size=1)) == count, (name, given)
    for name in ("QuestionnaireResponse", "Observation", "Procedure", "Task", "GuidanceResponse"):
        assert walk(life, BY_NAME[name], ("patient", cast.ana)) == walk(life, BY_NAME[name])
        assert walk(life, BY_NAME[name], ("patient", "nobody")) == []
    assert walk(life, BY_NAME["Patient"], ("_id", f"x,{cast.ana}")) == [cast.ana]


def test_no_day_is_before_it_could_be_noted(life):
    """Or rows would be left out that are looked for by their day."""
    for name in ("Observation", "Procedure", "GuidanceResponse", "Task"):
        table, changed = BY_NAME[name].table, BY_NAME[name].changed
        for row in life.s.exec(select(table).where(table.clinic_id == life.clinic.id)):
            assert row.on <= getattr(row, changed).date() + timedelta(days=1)


def test_a_day_that_has_begun_elsewhere_only_is_found(life):
    """On the island it is tomorrow: nothing is noted before the day begins, but it begins early."""
    life.patient.timezone = "Pacific/Kiritimati"
    life.s.commit()
    life.checks_in(ago(-1))
    for name in ("QuestionnaireResponse", "Observation"):
        for prefix in ("", "ge", "gt"):
            day = ago(0) if prefix == "gt" else ago(-1)
            assert len(walk(life, BY_NAME[name], ("date", f"{prefix}{day}"))) == 1


def test_what_an_older_release_writes_is_found_when_it_says_when_it_changed(life, cast, clock):
    """While the app is being replaced, rows come that do not say it."""
    cleo = enrol.add_patient(life.s, cast.oak, "Cleo Cedar", "+1 555 01")
    cleo.changed_at = None
    life.s.commit()
    assert walk(life, BY_NAME["Patient"]) == [cast.ana]
    clock.shift(600)
    changed.say_where_missing(life.s, cast.oak)
    life.s.commit()
    assert walk(life, BY_NAME["Patient"]) == [cast.ana, cleo.id]
    assert walk(life, BY_NAME["Patient"], ("_lastUpdated", "ge2026-04-27T15:09Z")) == [cleo.id]
