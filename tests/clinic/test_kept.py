import pytest
from sqlmodel import select

from pwa.store.tables import Quarantine
from tests.clinic.story import ago


@pytest.fixture
def item(ana, look, cast):
    ana.sent(ago(1), f'{{"patient": "{cast.ana}", "answers": [1, 2, 9]}}'.encode())
    [item] = look(select(Quarantine))
    return item


def test_it_is_on_the_call_list_until_someone_dealt_with_it(nora, item):
    assert "Not stored as a check-in." in nora.page("/clinic/")
    page = nora.done(f"/clinic/kept/{item.id}", resolution="asked", note="By phone")
    assert "The item is marked as dealt with." in page
    assert "Nothing is waiting." in page
    assert "Not stored as a check-in." not in nora.page("/clinic/")


def test_it_shows_what_arrived_and_why_it_was_kept(nora, item):
    page = nora.page(f"/clinic/kept/{item.id}")
    assert "Ana Alder" in page
    assert '"answers": [ 1, 2, 9 ]' in page
    assert "questionnaire: must be one of gad-7/en" in page


def test_it_shows_what_is_no_json_as_it_came(nora, ana, look):
    ana.sent(ago(1), b"<b>not json</b>")
    [item] = look(select(Quarantine))
    response = nora.get(f"/clinic/kept/{item.id}")
    assert "&lt;b&gt;not json&lt;/b&gt;" in response.text


def test_it_keeps_the_item_and_says_who_dealt_with_it(nora, item, look, cast):
    nora.done(f"/clinic/kept/{item.id}", resolution="not-real", note="A test")
    [kept] = look(select(Quarantine))
    assert kept.body == item.body
    assert (kept.resolved_by, kept.resolution) == (cast.nora, "not-real: A test")
    page = nora.page(f"/clinic/kept/{item.id}")
    assert "It was no real check-in. A test" in page
    assert "What did you do with it?" not in page


def test_it_asks_what_was_done(nora, item):
    assert "Choose what you did with it." in nora.refused(f"/clinic/kept/{item.id}")
