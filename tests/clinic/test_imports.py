"""Importing a list: given as a file or pasted, looked at, taken in whole."""

import io

import pytest
from sqlmodel import select

from pwa.store.tables import ImportDraft, Patient

PEOPLE = "name;phone;reference\nZoë Fir;+1 555 010 0155;A-17\n"


@pytest.fixture
def given(nora) -> str:
    """The address of a list that was given."""
    return nora.post("/clinic/import", kind="patients", text=PEOPLE).location


def test_it_shows_what_would_happen_first(nora, given, look):
    page = nora.page(given)
    assert "New 1 On record already 0 Can’t be taken 0" in page
    assert "Zoë Fir" in page
    assert len(look(select(Patient))) == 2


def test_it_takes_a_list_in(nora, given, look, cast):
    assert "1 row is imported." in nora.done(f"{given}/take")
    [zoe] = [one for one in look(select(Patient)) if one.reference == "A-17"]
    assert (zoe.name, zoe.clinic_id) == ("Zoë Fir", cast.oak)
    assert "This list was imported on" in nora.page(given)
    assert nora.post(f"{given}/take").status_code == 409
    assert len(look(select(Patient))) == 3


def test_it_takes_a_file_in_an_older_encoding(nora, look):
    file = (io.BytesIO(PEOPLE.encode("cp1252")), "people.csv")
    response = nora.post("/clinic/import", kind="patients", file=file)
    page = nora.page(response.location)
    assert "people.csv" in page
    assert "Zoë Fir" in page


def test_it_names_each_fault_and_takes_nothing(nora, look):
    response = nora.post("/clinic/import", kind="patients", text=PEOPLE + "Gus;call me;\n")
    page = nora.get(response.location)
    assert "Import 1 row" not in page.text
    assert "Row 3 phone must be digits" in nora.page(response.location)
    refused = nora.post(f"{response.location}/take")
    assert refused.status_code == 409
    assert "Nothing was imported" in refused.text
    assert len(look(select(Patient))) == 2


def test_it_says_what_is_wrong_with_the_whole(nora, look):
    for fields, words in (
        ({"text": PEOPLE}, "Choose what is in the list."),
        ({"kind": "patients"}, "Is missing: choose a file, or paste the list below"),
        ({"kind": "patients", "text": "name\n"}, "Has no column “phone”"),
        ({"kind": "check-ins", "text": "name,date,total\n"}, "All seven answers are needed"),
    ):
        assert words in nora.refused("/clinic/import", **fields)
    assert not look(select(ImportDraft))


def test_it_says_when_a_list_was_imported_before(nora, given):
    nora.done(f"{given}/take")
    again = nora.post("/clinic/import", kind="patients", text=PEOPLE).location
    page = nora.page(again)
    assert "The same list was imported on" in page
    assert "There is nothing new in this list." in page


def test_it_throws_a_list_away(nora, given, look):
    assert "thrown away" in nora.done(f"{given}/throw-away")
    assert not look(select(ImportDraft))
    assert nora.get(given).status_code == 404


def test_it_gives_samples_that_it_would_take(nora):
    for kind in ("patients", "check-ins"):
        sample = nora.get(f"/clinic/import/{kind}.csv")
        assert sample.headers["Content-Type"] == "text/csv; charset=utf-8"
        response = nora.post("/clinic/import", kind=kind, text=sample.text)
        if kind == "patients":
            assert "2 rows are imported." in nora.done(f"{response.location}/take")
        else:
            assert "New 2" in nora.page(response.location)
