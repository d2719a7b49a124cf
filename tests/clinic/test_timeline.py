"""A patient's timeline: on their page, by kind, page by page, and as a file."""

import csv
import io
from urllib.parse import unquote

import pytest

from pwa.care import enrol
from tests.clinic.story import ago


@pytest.fixture
def path(cast):
    return f"/clinic/patients/{cast.ana}/timeline"


@pytest.fixture
def told(ana, nora, cast):
    """A treatment, a check-in with a report, an attempt to call."""
    ana.treated(ago(20), "booster")
    ana.checked_in(ago(2), 16, reports=["urine-pain"])
    fields = {f"{cast.ana}-outcome": "no-answer", f"{cast.ana}-note": '=HYPERLINK("x")'}
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)


def test_it_stands_on_the_patients_page(nora, told, cast):
    page = nora.page(f"/clinic/patients/{cast.ana}").partition("All of it, by kind")[2]
    assert "Mon 27 Apr 2026 Contact No answer." in page
    assert "Sat 25 Apr 2026 Advice Soon: 1–2 days. Side effect reported." in page
    assert "Report Pain when you pee" in page
    assert "Check-in 16 (severe)" in page
    assert "Treatment Booster, recorded here" in page


def test_it_says_who_did_it(nora, told, path):
    assert 'No answer. “=HYPERLINK("x")” Nora North' in nora.page(path)


def test_it_shows_only_the_kinds_that_were_ticked(nora, told, path):
    page = nora.page(f"{path}?kind=treatment&kind=report").partition("Newest first")[2]
    assert "Pain when you pee" in page
    assert "Booster" in page
    assert "Check-in" not in page
    assert "Show all" in nora.page(f"{path}?kind=reminder").partition("Newest first")[2]


def test_it_goes_on_where_the_page_ended(nora, told, path, monkeypatch):
    monkeypatch.setattr("pwa.clinic.views.timeline.newest.__defaults__", (None, 2))
    shown, query = "", {}
    for _ in range(20):
        page = nora.get(path, **query).text
        assert page.count('<th scope="row"') <= 2
        shown += page
        if "before=" not in page:
            break
        query = {"before": unquote(page.partition("before=")[2].partition("#")[0])}
    assert shown.count("Pain when you pee") == shown.count("No answer") == 1
    assert shown.count("Booster, recorded here") == 1


def test_it_takes_a_broken_place_for_the_beginning(nora, told, path):
    assert "No answer" in nora.page(path, before="2026-13-99~x")


def test_it_teaches_when_nothing_has_happened(nora, session, cast):
    dee = enrol.add_patient(session, cast.oak, "Dee Dogwood", "1")
    session.commit()
    assert "Nothing is on record yet." in nora.page(f"/clinic/patients/{dee.id}/timeline")


def test_it_can_be_taken_away_as_a_table(nora, told, path):
    answer = nora.get(f"{path}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="timeline.csv"' in answer.headers["Content-Disposition"]
    assert answer.text.count("\r\n") == answer.text.count("\n")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    check_in = next(row for row in rows if row["what"] == "Check-in")
    assert (check_in["day"], check_in["score"]) == ("2026-04-25", "16")
    assert [check_in[f"q{n}"] for n in range(1, 8)] == ["3", "3", "3", "3", "3", "1", "0"]
    assert check_in["recorded"] == "2026-04-25T12:00:00-04:00"
    assert {row["time zone"] for row in rows} == {"America/New_York"}
    only = list(csv.DictReader(io.StringIO(nora.get(f"{path}.csv?kind=report").text)))
    assert [row["details"] for row in only] == ["Pain when you pee"]


def test_a_file_gives_no_score_for_an_unfinished_check_in(nora, ana, path):
    ana.checked_in(ago(1), 0, answers=[1, None, 0, 0, 0, 0, 0])
    [row] = csv.DictReader(io.StringIO(nora.get(f"{path}.csv?kind=check-in").text))
    assert (row["score"], row["details"], row["q2"]) == ("", "Not finished", "")


def test_it_tells_the_change_since_before_treatment(nora, ana, cast):
    ana.settled(ago(30))
    page = nora.page(f"/clinic/patients/{cast.ana}").partition("Change since before")[2]
    assert (
        "Baseline 16 (severe); latest 4 (minimal), 28 days after a treatment: -12 points." in page
    )
    assert "Response yes a total of at most 8" in page
    assert "Remission yes a total of at most 7" in page
    assert "Reliable change yes, better 6 points or more" in page
    assert "Bischoff 2020" in page
