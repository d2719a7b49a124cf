"""One timeline of everything, page by page: nothing twice, nothing passed by."""

from datetime import UTC, datetime, timedelta

import pytest

from pwa.care import policy, timeline, treatment
from pwa.care.timeline import Cursor
from pwa.store.tables import Reminder
from tests.care.conftest import TODAY, ago
from tests.items import SEVERE

ZONE = "America/New_York"


@pytest.fixture
def full(ana):
    """Ana's spring, with days on which a lot happened."""
    ana.is_treated(ago(40))
    ana.is_treated(ago(30))
    ana.checks_in(ago(20))
    ana.checks_in(ago(2), SEVERE, reports=["urine-pain", "craving"])
    for _ in range(3):
        ana.is_called(ago(2), "no-answer")
    ana.is_called(ago(1))
    policy.publish(ana.s, ana.clinic.id, {"return_cutoff": 9}, None, "Test", None)
    for state in ("sent", "skipped"):
        ana.s.add(
            Reminder(
                clinic_id=ana.clinic.id,
                patient_id=ana.patient.id,
                on=ago(5 if state == "sent" else 6),
                due_at=ana.patient.created_at,
                state=state,
                created_at=ana.patient.created_at,
            )
        )
    ana.s.commit()
    return ana


def pages(life, size: int, kinds=None):
    before, found = None, []
    while True:
        page = timeline.page(life.s, life.patient, ZONE, kinds, before, size)
        life.s.commit()
        found.append(page.entries)
        if page.before is None:
            return found
        before = Cursor.read(str(page.before))


def ids(entries) -> list[tuple[str, str]]:
    return [(entry.kind, entry.row.id) for entry in entries]


def test_it_tells_everything_newest_first(full):
    [entries] = pages(full, 500)
    days = [entry.on for entry in entries]
    assert days == sorted(days, reverse=True)
    assert {entry.kind for entry in entries} == {
        *("thresholds", "treatment", "check-in", "report", "advice", "contact", "reminder"),
    }
    assert sum(entry.kind == "reminder" for entry in entries) == 1


def test_its_pages_are_the_whole_in_pieces(full):
    [whole] = pages(full, 500)
    for size in (1, 3, 4):
        pieces = pages(full, size)
        assert [one for piece in pieces for one in ids(piece)] == ids(whole)
        assert {len(piece) for piece in pieces[:-1]} == {size}


def test_a_day_is_told_from_its_last_event_back(full):
    [entries] = pages(full, 500)
    that_day = [entry.kind for entry in entries if entry.on == ago(2)]
    assert that_day == ["contact"] * 3 + ["advice", "report", "report", "check-in"]


def test_it_can_be_narrowed_to_some_kinds(full):
    [entries] = pages(full, 500, {"treatment", "contact"})
    assert {entry.kind for entry in entries} == {"treatment", "contact"}
    assert len(entries) == 2 + 4


def test_a_moment_lies_on_the_day_of_its_zone(full, clock):
    clock.move_to(datetime(2026, 4, 27, 3, tzinfo=UTC))
    policy.publish(full.s, full.clinic.id, {}, None, "At night", None)
    full.s.commit()
    [found] = pages(full, 500, {"thresholds"})
    assert [entry.on for entry in found[:2]] == [TODAY, ago(1)]


def test_moments_are_paged_among_days(full, clock):
    """What has only a moment is put between what has a day, on both sides of a midnight."""
    for hours in (1, 5, 30):
        clock.move_to(datetime(2026, 4, 20, tzinfo=UTC) + timedelta(hours=hours))
        policy.publish(full.s, full.clinic.id, {}, None, "Again", None)
        full.s.commit()
    [whole] = pages(full, 500)
    assert [one for piece in pages(full, 1) for one in ids(piece)] == ids(whole)


def test_removed_treatments_are_not_told(full):
    [before] = pages(full, 500, {"treatment"})
    treatment.remove(full.s, before[0].row)
    full.s.commit()
    [after] = pages(full, 500, {"treatment"})
    assert ids(after) == ids(before[1:])


def test_everything_is_all_pages(full, monkeypatch):
    [whole] = pages(full, 500)
    assert ids(timeline.everything(full.s, full.patient, ZONE, set())) == ids(whole)


@pytest.mark.parametrize(
    "written", ["", "x", "2026-04-27~1~x~y", "2026-04-27~1~2026-04-27T10:00:00~y", "~~~"]
)
def test_a_place_that_nobody_wrote_is_none(written):
    assert Cursor.read(written) is None
