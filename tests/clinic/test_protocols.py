"""The clinic's usual courses: listed, added, changed by a new one, retired and brought back."""

import pytest
from sqlmodel import select

from pwa.decision.protocol import SHIPPED
from pwa.store.tables import Protocol

FIELDS = {
    "name": "Three on return",
    "kind": "booster",
    "together": "3",
    "apart_days": "2",
    "every_from": "28",
    "every_to": "42",
    "rounds_from": "1",
    "rounds_to": "1",
    "check_in_every_days": "7",
}


@pytest.fixture
def shipped_id(nora) -> str:
    page = nora.get("/clinic/protocols").text
    return (
        page.partition("/clinic/protocols/")[2]
        .partition("new")[2]
        .partition("/clinic/protocols/")[2]
        .partition("/")[0]
    )


def test_a_clinic_begins_with_the_usual_ones(nora, omar):
    page = nora.page("/clinic/protocols")
    assert [page.index(one.name) for one in SHIPPED.values()]
    assert "Induction: 3 rounds of 2 treatments, 3 days apart, a round every 7 days." in page
    assert "Booster: 2 to 6 rounds of 1 treatment, a round every 3 to 7 days." in page
    assert "Six sessions" in omar.page("/clinic/protocols")


def test_it_adds_one(nora, look, cast):
    page = nora.done("/clinic/protocols/new", **FIELDS)
    assert "“Three on return” is saved." in page
    assert "Booster: 1 round of 3 treatments, 2 days apart. A check-in every 7 days" in page
    [row] = look(select(Protocol))
    assert (row.clinic_id, row.created_by, row.steps["together"]) == (cast.oak, cast.nora, 3)


def test_it_says_what_is_wrong_and_keeps_what_was_typed(nora, look):
    for field, value, words in (
        ("name", " ", "Enter a name"),
        ("kind", "", "Choose induction or booster."),
        ("together", "9", "Must be a whole number from 1 to 8"),
        ("together", "two", "Must be a whole number from 1 to 8"),
        ("every_to", "27", "Must be at least the number before it"),
    ):
        assert words in nora.refused("/clinic/protocols/new", **FIELDS | {field: value})
    assert 'value="42"' in nora.post("/clinic/protocols/new", **FIELDS | {"together": "9"}).text
    assert not look(select(Protocol))


def test_a_change_makes_a_new_one_and_keeps_the_old(nora, look, shipped_id):
    path = f"/clinic/protocols/{shipped_id}/edit"
    assert 'value="Six sessions in three weeks"' in nora.get(path).text
    page = nora.done(path, **FIELDS)
    assert "Six sessions" not in page
    assert len(look(select(Protocol))) == 2


def test_it_is_retired_and_brought_back(nora, shipped_id):
    page = nora.done(f"/clinic/protocols/{shipped_id}/retire")
    assert "It is no longer offered." in page
    assert "Six sessions" not in nora.page("/clinic/protocols")
    page = nora.done(f"/clinic/protocols/{shipped_id}/bring-back")
    assert "“Six sessions in three weeks” is offered again." in page
