"""Fifteen minutes without use: the page is covered, and as it was after a proof."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.clinic import busy_day, sign_in
from tests.cast import PASSWORD

MINUTE = 60_000


@pytest.fixture
def left_alone(desktop: Page, server, cast) -> Page:
    """Nora has typed a note and gone to lunch."""
    busy_day(server, cast)
    desktop.clock.install()
    sign_in(desktop)
    desktop.goto(f"/clinic/patients/{cast.ana}/contact")
    desktop.get_by_label("Note (optional)").fill("Typed before lunch")
    with desktop.expect_response("**/clinic/lock"):
        desktop.clock.fast_forward(15 * MINUTE + 10_000)
    return desktop


def test_it_hides_the_page_and_gives_it_back_as_it_was(left_alone: Page, watch):
    watch.allow("status of 403")
    page = left_alone
    expect(page.get_by_role("dialog", name="Locked")).to_be_visible()
    expect(page.get_by_label("Note (optional)")).to_be_hidden()
    expect(page.get_by_text("Ana Alder").first).to_be_hidden()
    expect(page).to_have_title("Locked")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Locked")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    proof = page.get_by_label("Password, or a code from your app")
    proof.fill("a wrong one")
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert")).to_have_text("That is not right.")
    proof.fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_label("Note (optional)")).to_have_value("Typed before lunch")
    page.get_by_label("No answer").check()
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_role("status")).to_contain_text("no answer")


def test_nothing_opens_while_it_is_locked(left_alone: Page):
    left_alone.goto("/clinic/patients")
    expect(left_alone.get_by_role("heading", level=1)).to_have_text("Sign in")
