"""What earlier releases left on a phone's disk is found and sent; a later upgrade wipes nothing.

`python -m chaos old_phones` does it with each release's own app in a browser.
"""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patients import OK, check_in_cut_off, pair, received, rows, saved
from tests.items import check_in_item

ID = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"
PUT = """(row) => new Promise((resolve) => {
  indexedDB.open("booster").onsuccess = ({ target }) => {
    const transaction = target.result.transaction("outbox", "readwrite");
    transaction.objectStore("outbox").put(row, row.id);
    transaction.oncomplete = () => { target.result.close(); resolve(); };
  };
})"""
# A later release's version of the database, and one whose upgrade makes every store anew.
LATER = """const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, version) {
  return open.call(this, name, version && 2);
};
"""
ANEW = """const make = IDBDatabase.prototype.createObjectStore;
DOMStringList.prototype.contains = () => false;
IDBDatabase.prototype.createObjectStore = function (name) {
  try { this.deleteObjectStore(name); } catch { /* it is new */ }
  return make.call(this, name);
};
"""


def row_of_the_first_release(patient: str, **more) -> dict:
    """As 1.0.0 wrote it: readable, and without what came later."""
    told = {"answer": "yes", "on": None}
    answers = {"answers": OK, "difficulty": None, "reports": [], "last_treatment": told}
    item = check_in_item(patient, "2026-04-27", OK)
    row = {"id": ID, "kind": "check-in", "patient": patient, "on": "2026-04-27"}
    row |= {"body": json.dumps(item), "made": 1777298400000, "tries": 3, "next": 0}
    row |= {"shown": None, "raised": False, "total": sum(OK), "treated": None, "answers": answers}
    return row | more


@pytest.mark.parametrize(
    "more",
    [{}, {"parked": {"code": "invalid", "message": "No.", "release": "1.0.0"}}],
    ids=["waiting", "parked"],
)
def test_what_the_first_release_left_is_sent(page: Page, server, cast, more):
    pair(page, server, cast)
    page.evaluate(PUT, row_of_the_first_release(cast.ana, **more))
    page.goto("/app")
    expect(received(page)).to_be_visible()
    assert [(row.id, row.answers) for row in rows(server)] == [(ID, OK)]


def test_a_later_version_of_the_disk_keeps_what_waits(page: Page, server, cast):
    pair(page, server, cast)
    check_in_cut_off(page, OK)
    page.add_init_script(LATER)
    page.goto("/app")
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_an_upgrade_that_makes_a_store_anew_is_caught(page: Page, server, cast):
    pair(page, server, cast)
    check_in_cut_off(page, OK)
    page.add_init_script(LATER + ANEW)
    page.goto("/app")
    expect(page.get_by_role("heading", level=1).locator("visible=true")).to_be_visible()
    expect(received(page)).to_be_hidden()
    expect(saved(page)).to_be_hidden()
    assert rows(server) == []
