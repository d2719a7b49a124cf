"""Every screen, light and dark, narrow and with large text: axe finds nothing, nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.patients import (
    HIGH,
    answer,
    begin,
    pair,
    received,
    respond_well,
    say_yes,
)

TWICE_AS_LARGE = """document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "225%";
})"""
TOO_SMALL = """() => {
  const words = (one) => one?.innerText.trim();
  const inSentence = (one) => getComputedStyle(one).display === "inline"
    && words(one.closest("p, li")) !== words(one);
  const targets = "a[href]:not(.skip), button, summary, select, input:not([type=hidden])";
  return [...document.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility() && !inSentence(one))
    .map((one) => [words(one), (one.closest("label") ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([name, box]) => `${name}: ${box.width} × ${box.height}`);
}"""
PAGES = [
    "/app",
    "/app/history",
    "/app/help",
    "/app/pair",
    "/app/install",
    "/app/about",
    "/app/settings",
    "/app/reminders",
    "/app/privacy",
    "/app/plan",
    "/app/between",
    "/app/data",
]


def look(page: Page) -> None:
    """The state that the page is in now: accessible, and nothing sticks out sideways."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px stick out at {page.url}"


def tour(page: Page, server, cast) -> None:
    """Every screen, in every state that looks different."""
    page.goto("/app")
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()
    look(page)
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page)
    page.goto("/app/check-in#reports")
    page.get_by_label("I feel unsafe").check()
    look(page)
    page.get_by_label("I feel unsafe").uncheck()
    page.goto("/app")
    page.get_by_role("link", name="Continue your check-in").click()
    look(page)
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto("/app")
    page.get_by_role("link", name="Check in", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    look(page)
    answer(page, HIGH)
    look(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("No", exact=True).check()
    look(page)
    page.get_by_label("Yes", exact=True).check()
    look(page)
    page.get_by_role("button", name="Continue").click()
    if page.locator('[data-step="reports"]').is_visible():
        look(page)
    finish_from_here(page)
    look(page)
    page.get_by_role("button", name="I have contacted the clinic").click()
    look(page)


def finish_from_here(page: Page) -> None:
    if page.locator('[data-step="reports"]').is_visible():
        page.get_by_role("button", name="Continue").click()
    look(page)
    page.get_by_role("button", name="Finish").click()
    expect(received(page)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_on_a_phone(page: Page, server, cast, scheme):
    page.emulate_media(color_scheme=scheme)
    tour(page, server, cast)


def test_every_screen_at_320_px(page: Page, server, cast):
    page.set_viewport_size({"width": 320, "height": 568})
    tour(page, server, cast)


def test_every_screen_with_text_twice_as_large(page: Page, server, cast):
    page.add_init_script(TWICE_AS_LARGE)
    tour(page, server, cast)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "36px"


def test_forced_colours_still_show_what_is_chosen(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    page.emulate_media(forced_colors="active")
    row = page.locator('[data-step="q1"] .row').first
    before = row.screenshot()
    row.click()
    page.mouse.move(0, 0)
    assert row.screenshot() != before


def test_rows_and_buttons_are_large_enough_to_tap(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    for target in page.locator(".row:visible, button:visible, .help:visible").all():
        height = target.evaluate("(target) => target.getBoundingClientRect().height")
        assert height >= 48, target.inner_text()


def test_every_target_on_every_page_can_be_hit(page: Page, server, cast):
    """24 px at least, links within a sentence apart (WCAG 2.2, 2.5.8)."""
    respond_well(server, cast)
    pair(page, server, cast)
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(TOO_SMALL) == [], path


def test_a_check_in_moves_nothing_for_who_wants_no_motion(page: Page, server, cast):
    page.emulate_media(reduced_motion="reduce")
    pair(page, server, cast)
    page.evaluate("addEventListener('transitionrun', () => document.body.dataset.moved = 'yes')")
    begin(page)
    answer(page, HIGH)
    say_yes(page)
    page.get_by_role("button", name="Continue").click()
    finish_from_here(page)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("body").get_attribute("data-moved") is None
