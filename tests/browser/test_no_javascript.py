"""Without JavaScript the check-in is a plain form, and help is a plain page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.patients import OK, OPTIONS, invite, respond_well, rows
from tests.browser.phone import PHONE


@pytest.fixture
def plain(browser: Browser, server, watch) -> Iterator[Page]:
    context = browser.new_context(base_url=server.url, java_script_enabled=False, **PHONE)
    watch.follow(context)
    yield context.new_page()
    context.close()


def pair_by_code(page: Page, server, cast) -> None:
    page.goto("/app/pair")
    page.get_by_label("Code").fill(invite(server, cast).code)
    page.get_by_role("button", name="Use this code").click()
    expect(page).to_have_url(f"{server.url}/app")


def fill(page: Page, answers) -> None:
    page.get_by_role("link", name="Check in", exact=True).click()
    for number, value in enumerate(answers, 1):
        if value is not None:
            page.locator(f'[data-step="q{number}"]').get_by_label(
                OPTIONS[value], exact=True
            ).check()


def test_a_whole_check_in(plain: Page, server, cast):
    respond_well(server, cast)
    pair_by_code(plain, server, cast)
    fill(plain, OK)
    plain.get_by_label("Yes", exact=True).check()
    plain.get_by_role("button", name="Check my answers").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check your answers")
    plain.get_by_role("button", name="Finish").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you for checking in")
    expect(plain.get_by_text("Received by Oak Clinic at ")).to_be_visible()
    expect(plain.get_by_role("heading", name="Your score is 4 of 21")).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_blanks_are_named_and_allowed(plain: Page, server, cast):
    pair_by_code(plain, server, cast)
    fill(plain, [1, None, 1, 1, 1, 1, 1])
    plain.get_by_role("button", name="Check my answers").click()
    expect(plain.get_by_text("You left one question blank.")).to_be_visible()
    plain.get_by_role("button", name="Finish").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Please finish your questions")
    assert rows(server)[0].answers == [1, None, 1, 1, 1, 1, 1]


def test_a_missing_date_is_asked_for_and_the_answers_stay(plain: Page, server, cast, watch):
    watch.allow("status of 422")
    pair_by_code(plain, server, cast)
    fill(plain, OK)
    plain.get_by_label("No", exact=True).check()
    plain.get_by_role("button", name="Check my answers").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Error: Check-in")
    plain.get_by_role("link", name="Enter the date").click()
    plain.get_by_label("I am not sure").check()
    plain.get_by_role("button", name="Check my answers").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Check your answers")
    plain.get_by_role("button", name="Finish").click()
    expect(plain.get_by_text("Received by Oak Clinic at ")).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_a_request_can_be_answered(plain: Page, server, cast):
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair_by_code(plain, server, cast)
    fill(plain, [2, 2, 2, 2, 1, 1, 0])
    plain.get_by_role("button", name="Check my answers").click()
    plain.get_by_role("button", name="Finish").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Call your clinic this week")
    expect(plain.get_by_role("link", name="Call Oak Clinic")).to_have_attribute(
        "href", "tel:+15550100100"
    )
    plain.get_by_role("button", name="I have contacted the clinic").click()
    expect(plain).to_have_url(f"{server.url}/app")


def test_help_lists_every_country(plain: Page):
    plain.goto("/app/help")
    for number in ("911", "999", "112", "000", "111"):
        expect(plain.get_by_role("link", name=number, exact=True).first).to_have_attribute(
            "href", f"tel:{number}"
        )
    expect(plain.get_by_role("link", name="findahelpline.com")).to_be_visible()
