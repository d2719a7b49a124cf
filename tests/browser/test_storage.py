"""A phone's disk that fails, is taken away or is shared: said so, and nothing lost in silence."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patients import (
    CHECK_INS,
    OK,
    answer,
    begin,
    check_in,
    check_in_cut_off,
    devices,
    draft_is_kept,
    finish,
    pair,
    received,
    rows,
    saved,
)

# Each stands for a phone: private mode, a full disk, a database that never answers.
BROKEN = {
    "refused": "() => { indexedDB.open = () => { throw new DOMException('', 'SecurityError'); }; }",
    "full": """() => { IDBObjectStore.prototype.put = function () {
        this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError'); }; }""",
    "silent": "() => { indexedDB.open = () => ({}); globalThis.diskPatience = 100; }",
}
DROP = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("booster");
  request.onsuccess = () => {
    const transaction = request.result.transaction("outbox", "readwrite");
    transaction.objectStore("outbox").clear();
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""
UPGRADE = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("booster", 7);
  request.onupgradeneeded = () => request.result.createObjectStore("later");
  request.onblocked = () => reject(new Error("another page would not let go"));
  request.onsuccess = () => { request.result.close(); resolve(); };
})"""


@pytest.mark.parametrize("how", BROKEN)
def test_a_phone_that_keeps_nothing_says_so_and_works_online(page: Page, server, cast, how):
    page.add_init_script(f"({BROKEN[how]})()")
    page.goto("/app")
    notice = page.get_by_role("heading", name="This phone can’t keep your answers")
    expect(notice).to_be_visible()


def test_a_disk_that_fails_in_the_middle_keeps_the_page_going(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, OK[:2])
    page.evaluate(BROKEN["full"])
    answer(page, OK[2:], 3)
    expect(page.get_by_role("heading", name="This phone can’t keep your answers")).to_be_visible()
    finish(page)
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]
    with page.expect_response("**/api/session"):
        page.reload()
    assert [(one.made, one.keeps) for one in devices(server)] == [(1, "online-only")]


def test_it_does_not_say_saved_when_it_is_not(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    page.evaluate(BROKEN["full"])
    page.route(CHECK_INS, lambda route: route.abort())
    finish(page)
    expect(page.get_by_text("Not saved yet. Keep this page open.")).to_be_visible()
    expect(saved(page)).to_be_hidden()
    page.unroute(CHECK_INS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_deleted_answers_are_reported(page: Page, server, cast):
    pair(page, server, cast)
    check_in_cut_off(page, OK)
    page.evaluate(DROP)
    page.goto("/app")
    notice = page.locator("#notice-lost")
    expect(notice).to_contain_text("This phone deleted answers before they could be sent")
    notice.get_by_role("button", name="I have read this").click()
    expect(notice).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    expect(notice).to_be_hidden()


def test_an_upgrade_by_another_tab_blocks_nobody_and_wipes_nothing(
    page: Page, context, server, cast
):
    pair(page, server, cast)
    context.route(CHECK_INS, lambda route: route.abort())
    check_in(page, OK)
    expect(saved(page)).to_be_visible()
    other = context.new_page()
    other.goto("/app/about")
    other.evaluate(UPGRADE)
    page.bring_to_front()
    page.goto("/app")
    expect(saved(page)).to_be_visible()
    context.unroute(CHECK_INS)
    check_in(page, [0] * 7)
    expect(received(page)).to_be_visible()
    assert sorted(row.answers for row in rows(server)) == [[0] * 7, OK]


def test_a_connection_closed_behind_the_page_is_opened_again(page: Page, context, server, cast):
    """iOS does this to pages in the background; every later save must still work."""
    page.add_init_script(
        """const transaction = IDBDatabase.prototype.transaction;
        window.closeBehind = () => { window.closed = true; };
        IDBDatabase.prototype.transaction = function (...given) {
          if (window.closed) { window.closed = false; this.close(); }
          return transaction.apply(this, given);
        };"""
    )
    pair(page, server, cast)
    begin(page)
    page.evaluate("window.closeBehind()")
    answer(page, OK[:2])
    page.evaluate("window.closeBehind()")
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    expect(page.get_by_role("heading", name="This phone can’t keep")).to_be_hidden()
    draft_is_kept(page)
    page.reload()
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(2)
