import pytest
from sqlmodel import select

from pwa.care import enrol
from pwa.clinic import reads
from pwa.store.db import enter
from pwa.store.tables import Patient
from tests.clinic.story import ago

DETAILS = {
    "name": "Fay Fir",
    "phone": "+1 555 010 0155",
    "email": "fay@example.org",
    "reference": "OAK-7",
    "language": "es",
    "timezone": "America/Chicago",
}


def test_it_adds_a_patient(nora, look, cast):
    page = nora.done("/clinic/patients/new", **DETAILS)
    assert "Fay Fir is added." in page
    [fay] = [one for one in look(select(Patient)) if one.name == "Fay Fir"]
    assert fay.clinic_id == cast.oak
    assert {name: getattr(fay, name) for name in DETAILS} == DETAILS


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", " ", "Enter the patient's name."),
        ("name", "x" * 121, "Keep the name under 120 characters."),
        ("phone", "", "Enter a phone number"),
        ("phone", "javascript:alert(1)", "Enter digits"),
        ("email", "fay", "Enter an address such as name@example.org."),
        ("language", "xx", "Not a valid choice."),
        ("timezone", "Mars/Olympus", "That time zone is not known."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(nora, look, field, value, words):
    page = nora.refused("/clinic/patients/new", **DETAILS | {field: value})
    assert words in page
    assert "OAK-7" not in [one.reference for one in look(select(Patient))]
    again = nora.post("/clinic/patients/new", **DETAILS | {field: value}).text
    assert 'value="OAK-7"' in again
    assert f'href="#{field}"' in again


def test_it_changes_details(nora, cast, look):
    path = f"/clinic/patients/{cast.ana}/edit"
    assert 'value="Ana Alder"' in nora.get(path).text
    assert "The details are saved." in nora.done(path, **DETAILS | {"timezone": ""})
    [ana] = look(select(Patient).where(Patient.id == cast.ana))
    assert (ana.name, ana.timezone) == ("Fay Fir", None)


@pytest.mark.parametrize("words", ["ana", "ALD", "0111", "alder ana"])
def test_it_finds_by_name_or_phone(nora, words):
    assert "Ana Alder" in nora.found("/clinic/patients", q=words)


def test_a_search_is_on_record(nora):
    before = nora.events()
    nora.found("/clinic/patients", q="ana")
    assert nora.events() == before + 1


@pytest.mark.parametrize("words", ["zoe", "%", "_", "ana zoe"])
def test_it_says_when_nothing_matches(nora, words):
    page = nora.found("/clinic/patients", q=words)
    assert "No patient matches" in page
    assert "Ana Alder" not in page


def test_it_pages_by_name_without_counting(nora, session, cast, monkeypatch):
    monkeypatch.setattr(reads, "PAGE", 2)
    for name in ("Dana", "Chidi", "Ana Alder"):
        enrol.add_patient(session, cast.oak, name, "1")
    session.commit()
    first = nora.get("/clinic/patients").text
    assert first.count('class="person"') == 2
    after = first.partition("after=")[2].partition('"')[0]
    second = nora.page("/clinic/patients", after=after)
    assert "Chidi" in second
    assert "Dana" in second
    assert "Ana Alder" not in second.partition("Open request")[2]
    assert "Next patients" not in second


def test_it_archives_after_asking(nora, cast, ana):
    path = f"/clinic/patients/{cast.ana}/archive"
    assert "Nothing is deleted." in nora.page(path)
    assert "Ana Alder is archived" in nora.done(path)
    assert "Ana Alder" not in nora.page("/clinic/patients")
    assert "Ana Alder" in nora.page("/clinic/patients", archived="")
    assert "Nothing is asked of them." in nora.page(f"/clinic/patients/{cast.ana}")


def test_it_brings_an_archived_patient_back(nora, cast, ana):
    ana.returned(ago(1))
    nora.done(f"/clinic/patients/{cast.ana}/archive")
    assert "back on the lists" in nora.done(f"/clinic/patients/{cast.ana}/bring-back")
    assert "total 10" in nora.page("/clinic/")


def test_it_shows_the_last_check_in_and_the_open_request(nora, ana):
    ana.returned(ago(2))
    page = nora.page("/clinic/patients")
    assert "Sat 25 Apr 2026" in page
    assert "Routine: this week" in page


def test_it_teaches_when_there_are_none(omar, session, cast):
    enter(session, cast.elm)
    enrol.archive_patient(session, session.get_one(Patient, (cast.elm, cast.ben)))
    session.commit()
    assert "No patients yet." in omar.page("/clinic/patients")
