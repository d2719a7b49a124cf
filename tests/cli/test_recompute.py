"""An auditor works out again what was advised, from a shell."""

import json

import pytest
from click.testing import CliRunner
from sqlmodel import select

from pwa.cli import main
from pwa.store.tables import AdviceRecord
from tests.clinic.story import TODAY, Story


@pytest.fixture
def records(session, cast, clock) -> list[AdviceRecord]:
    """What was advised to Ana when her symptoms came back."""
    Story(session, cast.oak, cast.ana).returned(TODAY)
    found = list(session.exec(select(AdviceRecord).order_by(AdviceRecord.on)))
    session.commit()
    return found


@pytest.fixture
def recompute(database_url):
    def run(*words):
        env = {"DATABASE_URL": database_url}
        return CliRunner().invoke(main, ("advice", "recompute", *words), env=env)

    return run


@pytest.fixture
def tampered(session, records) -> AdviceRecord:
    records[-1].output = records[-1].output | {"urgency": "none"}
    session.add(records[-1])
    session.commit()
    return records[-1]


def test_it_says_that_one_agrees(recompute, records):
    result = recompute(records[-1].id)
    assert (result.exit_code, result.stdout) == (0, "1 of 1 agree.\n")


def test_it_says_that_all_agree(recompute, records):
    result = recompute("--all", "--clinic", "Oak Clinic")
    assert (result.exit_code, result.stdout) == (0, f"{len(records)} of {len(records)} agree.\n")


def test_it_says_what_differs_and_leaves_it(recompute, records, tampered, session):
    result = recompute("--all")
    first, total = result.stdout.splitlines()
    expected = 'does not agree: urgency: "none" on record, "routine" now'
    assert first == f"{tampered.id} of {TODAY} {expected}"
    assert total == f"{len(records) - 1} of {len(records)} agree."
    assert result.exit_code == 1
    session.expire_all()
    key = {"clinic_id": tampered.clinic_id, "id": tampered.id}
    assert session.get_one(AdviceRecord, key).output["urgency"] == "none"


def test_it_says_it_as_json(recompute, tampered):
    lines = [json.loads(line) for line in recompute(tampered.id, "--json").stdout.splitlines()]
    assert lines[0]["differences"] == [{"what": "urgency", "kept": "none", "now": "routine"}]
    assert (lines[0]["id"], lines[0]["same_release"]) == (tampered.id, True)
    assert lines[1] == {"looked_at": 1, "agree": 0}


def test_it_looks_only_at_the_clinic_that_was_asked_for(recompute, records, cast):
    assert recompute("--all", "--clinic", cast.elm).stdout == "0 of 0 agree.\n"
    result = recompute(records[0].id, "--clinic", cast.elm)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "id: is not the id of an advice on record\n"


@pytest.mark.parametrize("words", [(), ("some-id", "--all")])
def test_it_takes_one_id_or_all(recompute, words):
    result = recompute(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "id: is required, or --all, and not both\n"
