"""The audit trail from a shell."""

import json

import pytest
from sqlalchemy import update

from pwa.store.db import Database
from pwa.store.tables import AuditEvent
from tests.cli.test_admin import ana, oak, shell  # noqa: F401


@pytest.fixture
def tampered(shell, ana):  # noqa: F811
    database = Database(shell.url)
    with database.session() as s:
        s.execute(update(AuditEvent).where(AuditEvent.seq == 2).values(subject_id="x"))
        s.commit()
    database.engine.dispose()


def test_it_says_that_all_links_hold(shell, ana):  # noqa: F811
    found = shell.said("audit", "verify")
    assert (found["clinic"], found["holds"], found["seq"]) == ("Oak", True, 2)
    result = shell("audit", "verify", "--expect", f"2:{found['hash']}")
    assert result.exit_code == 0
    assert result.stdout == f"Oak: all 2 links hold. Head: 2:{found['hash']}\n"


def test_it_names_the_first_that_does_not_hold(shell, tampered):  # noqa: F811
    result = shell("audit", "verify")
    assert result.exit_code == 1
    assert result.stdout == "Oak: link 2 was changed\n"


def test_it_misses_what_was_once_there(shell, ana):  # noqa: F811
    result = shell("audit", "verify", "--expect", "3:abc")
    assert (result.exit_code, "the chain once went to 3" in result.stdout) == (1, True)
    assert shell("audit", "verify", "--expect", "three").exit_code == 2


def test_an_exported_trail_is_checked_without_the_database(shell, ana, tmp_path):  # noqa: F811
    head = shell.said("audit", "head")
    exported = shell("audit", "export")
    links = [json.loads(line) for line in exported.stdout.splitlines()]
    assert [link["name"] for link in links] == [
        *("clinic.added", "patient.added", "audit.exported"),
    ]
    assert links[1]["hash"] == head["hash"]
    assert exported.stderr == f"Head: 3:{links[2]['hash']}\n"
    file = tmp_path / "trail.ndjson"
    file.write_text(exported.stdout)
    assert shell("audit", "verify", "--file", str(file)).exit_code == 0
    file.write_text(exported.stdout.replace("patient.added", "patient.viewed"))
    assert shell("audit", "verify", "--file", str(file)).stdout == "The file: link 2 was changed\n"
    file.write_text("no link")
    assert "line 1: is not a link" in shell("audit", "verify", "--file", str(file)).stderr
