"""A whole clinic as files, from a shell."""

import json

from pwa.interop.fhir.kinds import KINDS
from pwa.store.tables import AuditEvent
from tests.cli.test_admin import ana, oak, shell  # noqa: F401


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_it_writes_a_file_for_each_kind(shell, ana, tmp_path):  # noqa: F811
    folder = tmp_path / "out"
    counts = shell.said("fhir", str(folder), "--base", "https://check.oak.example/fhir/")
    names = {"Questionnaire", *(kind.name for kind in KINDS)}
    assert {file.name for file in folder.iterdir()} == {f"{name}.ndjson" for name in names}
    for name in names:
        found = lines(folder / f"{name}.ndjson")
        assert len(found) == counts[name]
        assert {one["resourceType"] for one in found} <= {name}
    (patient,) = lines(folder / "Patient.ndjson")
    assert patient["id"] == ana
    (asked,) = lines(folder / "Questionnaire.ndjson")
    assert asked["url"] == "https://check.oak.example/fhir/Questionnaire/gad-7"


def test_that_it_was_done_is_on_record(shell, ana, tmp_path):  # noqa: F811
    shell.said("fhir", str(tmp_path / "out"))
    assert [row.actor for row in shell.rows(AuditEvent) if row.name == "fhir.exported"] == ["cli"]


def test_it_mixes_nothing_into_a_folder_that_has_something(shell, ana, tmp_path):  # noqa: F811
    tmp_path.joinpath("old").write_text("")
    result = shell("fhir", str(tmp_path))
    assert result.exit_code == 2
    assert "folder: must be new or empty" in result.stderr
    assert result.stdout == ""


def test_nobody_else_can_read_it(shell, ana, tmp_path):  # noqa: F811
    folder = tmp_path / "out"
    shell.said("fhir", str(folder))
    assert folder.stat().st_mode & 0o077 == 0
