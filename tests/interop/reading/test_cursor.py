"""Where a page goes on is said by a text that fits one search of one clinic, and tells nothing."""

from base64 import urlsafe_b64decode
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from pwa.interop.fhir.reading.search import LONGEST, MOST, written
from tests.interop.reading.conftest import all_of, ids, next_of


def cursor_of(bundle: dict) -> str:
    (cursor,) = parse_qs(urlsplit(next_of(bundle)).query)["_page"]
    return cursor


@pytest.fixture(scope="module")
def first(program) -> dict:
    return program.get("/fhir/Observation?status=final&_count=2&date=ge2026").json


def test_it_goes_on_with_the_same_search(program, first):
    second = program.get(next_of(first)).json
    assert second["link"][0]["url"] == next_of(first)
    third = program.get(next_of(second)).json
    assert next_of(third) is None
    whole = all_of(program, "/fhir/Observation?status=final&date=ge2026")
    assert [ids(one) for one in (first, second, third)] == [
        [one["id"] for one in whole[place : place + 2]] for place in (0, 2, 4)
    ]


def test_a_form_goes_on_without_telling_what_was_looked_for(program):
    asked = program.post("/fhir/Observation/_search", data={"date": "ge2026", "_count": "1"})
    assert list(parse_qs(urlsplit(next_of(asked.json)).query)) == ["_page"]
    cursor = cursor_of(asked.json)
    assert b"ge2026" not in urlsafe_b64decode(cursor.rpartition(".")[2])
    on = program.post("/fhir/Observation/_search", data={"_page": cursor})
    assert ids(on.json) == ids(program.get(next_of(asked.json)).json) != ids(asked.json)


def test_it_fits_one_kind_and_one_clinic(program, elms, first):
    query = urlencode({"_page": cursor_of(first)})
    for asked, kind in ((program, "QuestionnaireResponse"), (elms, "Observation")):
        answer = asked.get(f"/fhir/{kind}?{query}")
        assert answer.status_code == 400
        assert answer.json["issue"][0]["location"] == ["http._page"]


def altered(cursor: str) -> list[str]:
    middle = len(cursor) // 2
    other = "A" if cursor[middle] != "A" else "B"
    return [
        *("", "1", "~1.x.AAAA", cursor[:-5], cursor + "A", cursor[1:], "~1." + 40 * "é"),
        cursor[:middle] + other + cursor[middle + 1 :],
    ]


def test_what_we_have_not_made_is_refused(program, first):
    for made_up in altered(cursor_of(first)):
        answer = program.get("/fhir/Observation", query_string={"_page": made_up})
        assert answer.status_code == 400, made_up
        assert answer.json["issue"][0]["location"] == ["http._page"]


def test_nothing_is_asked_for_beside_it(program, first):
    answer = program.get(f"{next_of(first)}&patient=x&_count=3&_format=json")
    assert answer.status_code == 400
    named = [one["location"] for one in answer.json["issue"]]
    assert named == [["http.patient"], ["http._count"]]
    assert program.get(f"{next_of(first)}&_format=json").status_code == 200


def test_a_page_has_as_many_as_was_said_and_no_more_than_are_allowed(program):
    link = program.get("/fhir/Observation?_count=1000000000").json["link"]
    assert link == [{"relation": "self", "url": f"http://localhost/fhir/Observation?_count={MOST}"}]


def test_the_longest_search_goes_on_in_an_address(program, cast):
    """gunicorn takes 4094 characters of a request's first line."""
    path, (one, two, *_) = "/fhir/Observation", all_of(program, "/fhir/Observation")
    said = [("_id", f"{one['id']},{two['id']}"), ("subject", f"{cast.ana},")]
    left = LONGEST - len(written(tuple(said)).encode())
    longest = left // 2 * "é" + left % 2 * "e"
    form = {"_id": said[0][1], "subject": said[1][1] + longest, "_count": "1"}
    first = program.post(f"{path}/_search", data=form)
    assert ids(first.json) == [one["id"]]
    assert len(next_of(first.json)) < 3800
    assert ids(program.get(next_of(first.json)).json) == [two["id"]]
    form["subject"] += "e"
    assert program.post(f"{path}/_search", data=form).status_code == 400
