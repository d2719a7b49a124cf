"""Each mistake that lost data elsewhere, made on purpose: the steps of these tests must show it.

Without this a test that always passes would look like a phone that never loses anything.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from playwright.sync_api import TimeoutError as NothingThere

from pwa.web import bundle
from pwa.web.releases import STATIC
from tests.browser.patients import CHECK_INS, OK, check_in, pair, rows
from tests.browser.phone import PHONE
from tests.browser.watch import PATIENCE, PATIENT

SENDING_ENDED = "navigator.locks.request('booster-sync', () => true)"  # who sends holds it
SOUND = ("send.js", "", "")
PORTAL = {"status": 200, "content_type": "application/json", "body": "{}"}
REFUSAL = {"status": 422, "content_type": "application/json", "body": '{"error": {}}'}


def portal(page: Page) -> None:
    """A hotel's network answers once, then the way is free."""
    answered_once(page, lambda route: route.fulfill(**PORTAL))


def damaged(page: Page) -> None:
    """What arrived was not what was sent: the answer repeats the id with another digest."""

    def answer(route: Route) -> None:
        said = {"id": route.request.url.rsplit("/", 1)[1], "digest": "0" * 64}
        route.fulfill(status=201, content_type="application/json", body=json.dumps(said))

    answered_once(page, answer)


def refusal(page: Page, patience: int = PATIENCE) -> None:
    """The server refuses once; the patient tries again."""
    answered_once(page, lambda route: route.fulfill(**REFUSAL))
    page.get_by_role("button", name="Try again").click(timeout=patience)


def forgotten(page: Page) -> None:
    """The same, where nothing may be left to try again."""
    with suppress(NothingThere):
        refusal(page, patience=3_000)


def cut(page: Page) -> None:
    """The connection breaks before the request arrives."""
    answered_once(page, lambda route: route.abort())


def lost(page: Page) -> None:
    """The request arrives and its answer is lost."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    answered_once(page, lose)


def left(page: Page) -> None:
    """The patient signs out while something waits; then the way is free."""
    page.route(CHECK_INS, lambda route: route.abort())
    check_in(page, OK)
    page.goto("/app")
    page.get_by_text("Remove this phone").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Remove this phone").click()
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()
    page.unroute(CHECK_INS)
    with page.expect_response("**/api/session"):  # asked for, or ended, when all is sent
        page.goto("/app")
    page.evaluate(SENDING_ENDED)


def answered_once(page: Page, how: Callable[[Route], None]) -> None:
    page.route(CHECK_INS, how)
    with page.expect_request(CHECK_INS) as asked:
        check_in(page, OK)
    asked.value.response()
    page.evaluate(SENDING_ENDED)
    page.unroute(CHECK_INS)
    with page.expect_response("**/api/session"):  # asked for when all is sent
        page.goto("/app")
    page.evaluate(SENDING_ENDED)


MISTAKES = {
    "any 200 is a receipt": (
        portal,
        ("send.js", "(status === 200 || status === 201) && repeated", "status === 200"),
    ),
    "a refused item is dropped": (
        forgotten,
        ("drain.js", "await park(item, {", "await settle(item, /** @type {any} */ ({}), []); ({"),
    ),
    "the digest is not compared": (
        damaged,
        ("send.js", "said?.digest === hex", "true"),
    ),
    "a failed try deletes the item": (
        cut,
        ("drain.js", "await postpone(item, verdict.wait)", "await settle(item, {}, [])"),
    ),
    "each try has an id of its own": (
        lost,
        ("send.js", "${item.id}`", "${crypto.randomUUID()}`"),
    ),
    "signing out empties the outbox": (
        left,
        (
            "left.js",
            "await drain(release, true, leaving)",
            'for (const { id } of await list()) await write(["outbox", id, undefined])',
        ),
    ),
}


@pytest.fixture
def page_with(browser: Browser, server, watch) -> Iterator[Callable]:
    """A page whose module has this mistake, without a worker that would keep the sound one."""
    watch.allow("status of 422")
    contexts = []

    def open_page(module: str, sound: str, mistaken: str) -> Page:
        context = browser.new_context(base_url=server.url, service_workers="block", **PHONE)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(f"({PATIENT})()")
        contexts.append(context)

        def change(route: Route) -> None:
            path = STATIC / "js" / module
            source = path.read_text()
            assert sound in source, "the mistake fits nowhere any more"
            body = bundle.sent(path, source.replace(sound, mistaken))
            route.fulfill(response=route.fetch(), body=body)

        context.route(f"**/js/{module}", change)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.unroute_all(behavior="ignoreErrors")
        context.close()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_mistake_shows(page_with, server, cast, mistake):
    happens, change = MISTAKES[mistake]
    page = page_with(*change)
    pair(page, server, cast)
    happens(page)
    assert kept(server) != [OK]


@pytest.mark.parametrize("happens", [portal, damaged, refusal, cut, lost])
def test_without_the_mistake_there_is_one_row(page_with, server, cast, happens):
    page = page_with(*SOUND)
    pair(page, server, cast)
    happens(page)
    expect(page.locator(".state[data-received]")).to_be_visible()
    assert kept(server) == [OK]


def test_signing_out_drops_nothing(page_with, server, cast):
    page = page_with(*SOUND)
    pair(page, server, cast)
    left(page)
    assert kept(server) == [OK]


def kept(server) -> list[list[int | None]]:
    return [row.answers for row in rows(server)]
