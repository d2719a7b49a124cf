"""Tables as spreadsheets write them: read as they are meant, or refused with why."""

import pytest

from pwa.care import spreadsheet
from pwa.care.imports.table import decoded, rows_of
from pwa.errors import Invalid

KNOWN = ("name", "phone", "email")


def read(text: str) -> list[dict[str, str]]:
    return [row.cells for row in rows_of(text, ("name", "phone"), KNOWN)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_write_tables_in_many_ways(encoding, separator):
    text = f"Name{separator}PHONE\r\nZoë Ångström{separator}+1 5\r\n\r\n"
    assert read(decoded(text.encode(encoding))) == [{"name": "Zoë Ångström", "phone": "+1 5"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("name\nAna\n", "no column “phone”"),
        ("name,phone,shoe size\n", "column “shoe size”, which is not known"),
        ("name,phone,name\n", "names a column twice"),
        ('name,phone\n"Ana,1\n', "can't be read as a table"),
    ],
)
def test_what_is_wrong_with_the_whole_is_said(text, words):
    with pytest.raises(Invalid, match=words):
        read(text)


def test_what_is_no_text_is_refused():
    for body in (b"PK\x03\x04\0\0", b"\x81\x8d"):
        with pytest.raises(Invalid, match="UTF-8 or Windows-1252"):
            decoded(body)


def test_a_row_has_the_number_that_a_spreadsheet_shows():
    rows = rows_of('name,phone\n"Two\nlines",1\n\nAna,2\n', (), KNOWN)
    assert [row.number for row in rows] == [2, 4]


def test_a_cell_without_a_column_is_kept_to_be_named():
    assert read("name,phone\nFir, Fay,+1 5\n") == [{"name": "Fir", "phone": "Fay", "": "+1 5"}]


def test_what_our_own_files_guard_is_read_back():
    cells = ["=1+1", "+1 555", "-x", "@y", "'quoted", "plain"]
    written = spreadsheet.table(["name", "phone"], [[cell, "1"] for cell in cells])
    assert "\r\n'=1+1,1\r\n'+1 555,1\r\n" in written
    assert [row["name"] for row in read(written)] == cells
