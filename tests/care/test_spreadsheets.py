"""Every table that the app gives: RFC 4180, harmless in a spreadsheet, on a clock that is named."""

import ast
import csv
import io
from pathlib import Path

import pytest

from pwa.care import imports, own_data, spreadsheet
from pwa.care.audit import export
from pwa.care.imports.table import rows_of
from pwa.clinic import timeline
from pwa.clinic.timeline import Line
from pwa.store.tables import AuditEvent
from tests.conftest import NOW

ROOT = Path(__file__).parents[2] / "pwa"
NASTY = [*(f"{sign}cmd|x" for sign in spreadsheet.FORMULA), 'quo"te', "comma,", "two\r\nlines", "é"]


def audit_trail(words: str) -> str:
    """Names of details are declared; what stands here is what a fault might put there."""
    event = AuditEvent(clinic_id="c", seq=1, at=NOW, name=words, actor="staff", actor_id="n",
                       subject_id=None, details={}, previous_hash="0", hash="1")  # fmt: skip
    return "".join(export.lines([event], "csv"))


def own_table(words: str) -> str:
    nothing = {name: [] for name in ("check_ins", "treatments", "appointments", "contacts")}
    told = [{"on": "2026-04-27", "kind": "x", "words": words}]
    return own_data.as_csv(nothing | {"reports": told, "timezone": "America/New_York"})


def timeline_table(words: str) -> str:
    told = Line(NOW.date(), NOW, "contact", "Contact", words, "Nora", None)
    return timeline.as_csv([told], "America/New_York")


TABLES = {
    "pwa/care/audit/export.py": (audit_trail, "UTC"),
    "pwa/care/own_data.py": (own_table, "America/New_York"),
    "pwa/clinic/timeline.py": (timeline_table, "America/New_York"),
}
# The rows to copy that show how a list to import looks: they tell of nobody.
SAMPLES = "pwa/care/imports/reading.py"


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("made", TABLES.values(), ids=TABLES)
def test_any_text_is_read_back_and_none_is_run(made, words):
    make, zone = made
    text = make(words)
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    guarded = f"'{words}" if words.startswith(spreadsheet.FORMULA) else words
    assert guarded in row.values()
    assert not [cell for cell in row.values() if cell.startswith(spreadsheet.FORMULA)]
    assert row[spreadsheet.TIME_ZONE] == zone
    assert text.endswith("\r\n")
    outside = "".join(text.split('"')[::2])
    assert outside.count("\n") == outside.count("\r\n") == 2


@pytest.mark.parametrize("kind", imports.KINDS)
def test_a_sample_is_a_table_that_can_be_given_back(kind):
    text = imports.sample(kind)
    rows = rows_of(text, imports.KINDS[kind].required, imports.KINDS[kind].columns)
    assert [tuple(row.cells.values()) for row in rows] == list(imports.KINDS[kind].sample)
    assert text.count("\n") == text.count("\r\n") == 1 + len(rows)


def test_no_table_is_written_elsewhere():
    using = {file for file, names in modules().items() if "spreadsheet" in names}
    writers = {file for file in using if "spreadsheet." in (ROOT.parent / file).read_text()}
    assert writers == {*TABLES, SAMPLES}
    with_csv = {file for file, names in modules().items() if "csv" in names}
    assert with_csv == {"pwa/care/spreadsheet.py", "pwa/care/imports/table.py"}


def modules() -> dict[str, set[str]]:
    """What each file imports, by its last name."""
    return {
        file.relative_to(ROOT.parent).as_posix(): {
            alias.name.rpartition(".")[2]
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        for file in ROOT.rglob("*.py")
    }
