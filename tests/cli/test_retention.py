import json
from datetime import UTC, datetime

import pytest

from pwa.store.tables import Patient


@pytest.fixture
def left(life):
    life.patient.archived_at = datetime(2020, 1, 2, tzinfo=UTC)
    for row in life.check_ins():
        row.on = row.on.replace(year=2019)
        life.s.add(row)
    life.clinic.keep_years = 5
    life.s.add(life.patient)
    life.s.add(life.clinic)
    life.s.commit()
    return life


def is_there(life) -> bool:
    life.s.expire_all()
    found = life.s.get(Patient, (life.clinic.id, life.patient.id)) is not None
    life.s.commit()
    return found


def test_it_says_what_would_go_and_erases_nothing(operator, left):
    found = json.loads(operator.says("retention", "--dry-run", "--json"))["clinics"]
    (ours,) = [one for one in found if one["clinic"] == left.clinic.id]
    assert (ours["past the time"]["check_in"], ours["erased"]) == (2, 0)
    assert sum(len(one["past the time"]) > 0 for one in found) == 1
    assert is_there(left)


def test_it_writes_everything_down_before_it_erases(operator, left):
    patient_id = left.patient.id
    assert "Erased: 1." in operator.says("retention", "--export", str(operator.folder / "out"))
    written = json.loads((operator.folder / "out" / f"{patient_id}.json").read_text())
    assert (written["patient"]["name"], len(written["check_ins"])) == ("Ana Alder", 2)
    assert left.s.get(Patient, (left.clinic.id, patient_id), populate_existing=True) is None


def test_it_does_not_erase_what_could_not_be_written(operator, left):
    (operator.folder / "out" / f"{left.patient.id}.json").mkdir(parents=True)  # in the way
    words = ("retention", "--export", str(operator.folder / "out"))
    assert "cannot be written" in operator.refuses(*words)
    assert is_there(left)


@pytest.mark.parametrize("words", [(), ("--dry-run", "--no-export")])
def test_it_asks_what_becomes_of_the_data(operator, left, words):
    assert "export" in operator.refuses("retention", *words)
    assert is_there(left)
