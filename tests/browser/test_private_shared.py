"""A phone that several people use: nothing of a visit stays on it but what is sealed."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.disk import traces
from tests.browser.patients import (
    CHECK_INS,
    OK,
    answer,
    begin,
    check_in,
    devices,
    finish,
    install,
    invite,
    received,
    rows,
    saved,
)

STORED = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("booster");
    request.onsuccess = () => resolve(request.result);
  });
  const found = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()].map((request) =>
      new Promise((resolve) => { request.onsuccess = () => resolve(request.result); })));
    found[name] = Object.fromEntries(keys.map((key, i) => [key, rows[i]]));
  }
  database.close();
  return found;
}"""
SEALED = {"id", "kind", "patient", "on", "body", "made", "tries", "next"}


def pair_shared(page: Page, server, cast) -> None:
    page.goto(f"/app/pair#{invite(server, cast).token}")
    page.get_by_label("Other people use this phone too").check()
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")


@pytest.fixture
def shared(page: Page, server, cast) -> Page:
    """A shared phone in Ana's hand, with its worker in place."""
    page.goto("/app/help")
    install(page)
    pair_shared(page, server, cast)
    return page


def ended(response) -> bool:
    """The server knows. A page that ends may miss the first answer; the next one asks again."""
    return response.request.method == "DELETE" and response.status in (204, 401)


def test_nothing_of_a_visit_is_on_its_disk(shared: Page, server):
    begin(shared)
    answer(shared, OK[:2])
    stored = shared.evaluate(STORED)
    assert stored["drafts"] == stored["outbox"] == {}
    assert set(stored["meta"]) <= {"mode", "visitor"}
    assert devices(server)[0].shared


def test_the_visit_goes_on_from_page_to_page_without_a_connection(shared: Page, context):
    context.set_offline(True)
    begin(shared)
    answer(shared, OK)
    shared.get_by_role("link", name="Your scores").click()
    shared.goto("/app/check-in")
    expect(shared.get_by_role("heading", level=1)).to_contain_text("how difficult")
    finish(shared)
    expect(saved(shared)).to_be_visible()
    shared.get_by_role("link", name="Back to the start").click()
    expect(shared.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    expect(shared.get_by_role("button", name="Finish and clear")).to_be_visible()
    assert_accessible(shared)
    expect(saved(shared)).to_be_visible()
    (item,) = shared.evaluate(STORED)["outbox"].values()
    assert {name for name, value in item.items() if value is not None} <= SEALED
    assert json.loads(item["body"]).keys() == {"sealed", "key", "patient", "box"}


def test_finish_and_clear_sends_and_signs_out(shared: Page, context, server):
    shared.route(CHECK_INS, lambda route: route.abort())
    check_in(shared, OK)
    expect(saved(shared)).to_be_visible()
    shared.unroute(CHECK_INS)
    with shared.expect_response(ended):
        shared.get_by_role("button", name="Finish and clear").click()
    expect(shared.get_by_role("heading", name="Pair this phone first")).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]
    assert devices(server)[0].revoked_at is not None
    stored = shared.evaluate(STORED)
    assert (set(stored["meta"]), stored["outbox"]) == ({"mode", "copies"}, {})  # sealed


def test_it_signs_out_after_five_minutes(page: Page, server, cast):
    page.clock.install()
    pair_shared(page, server, cast)
    page.clock.fast_forward(4 * 60_000)
    page.get_by_role("heading", level=1).click()
    page.clock.fast_forward(4 * 60_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    with page.expect_response(ended):
        page.clock.fast_forward(61_000)
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()


def test_who_left_without_a_word_is_signed_out_at_the_next_start(phone, server, cast):
    pair_shared(phone.page, server, cast)
    phone.close()
    page = phone.open()
    page.goto("/app/about")
    expect(page.get_by_role("button", name="Finish and clear")).to_be_visible()
    page.evaluate("localStorage.setItem('booster-visit', Date.now() - 301_000)")
    with page.expect_response(ended):
        page.goto("/app")
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()


def test_no_trace_is_on_the_disk_of_a_shared_phone(phone, server, cast):
    page = phone.page
    page.goto("/app/help")
    install(page)
    pair_shared(page, server, cast)
    page.route(CHECK_INS, lambda route: route.abort())
    check_in(page, [3, 1, 2, 0, 3, 2, 1])
    expect(saved(page)).to_be_visible()
    page.goto("/app/history")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    phone.kill()
    assert traces(phone._folder, [3, 1, 2, 0, 3, 2, 1], ["Ana Alder", "Oak Clinic"]) == []


def test_a_phone_may_become_shared_and_only_ones_own_again(page: Page, server, cast):
    page.goto(f"/app/pair#{invite(server, cast).token}")
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    install(page)
    check_in(page, OK)
    expect(received(page)).to_be_visible()
    page.goto("/app/privacy")
    page.get_by_role("button", name="This is a shared phone").click()
    expect(page.get_by_text("This phone is shared. It keeps no scores.")).to_be_visible()
    assert set(page.evaluate(STORED)["meta"]) <= {"mode", "visitor", "copies"}  # sealed
    page.get_by_role("button", name="This phone is only mine").click()
    expect(page.get_by_role("button", name="This is a shared phone")).to_be_visible()
    page.goto("/app")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    assert "session" in page.evaluate(STORED)["meta"]
