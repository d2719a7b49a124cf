"""The plan in words and as a picture, on the phone and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from pwa.care import policy
from pwa.store.tables import Clinic
from tests.browser.clinic import sign_in
from tests.browser.patients import install, pair, respond_well

RANGES = """() => [...document.querySelectorAll("#plan section:nth-of-type(1) .asks > div")]
  .map((row) => [...row.children].map((cell) => cell.textContent))"""
DAYS_91 = 91 * 24 * 60 * 60 * 1000


def sheets(page: Page) -> int:
    """How many sheets of paper the page takes."""
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "1cm")
    return len(re.findall(rb"/Type /Page\b", page.pdf(format="Letter", margin=margin)))


@pytest.fixture
def ana(page: Page, server, cast) -> Page:
    respond_well(server, cast)
    pair(page, server, cast)
    install(page)
    return page


def test_it_says_what_is_asked_at_each_score(ana: Page, context):
    context.set_offline(True)
    ana.goto("/app")
    ana.get_by_role("link", name="Your plan").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Your plan")
    expect(ana.get_by_role("heading", name="Now to ")).to_be_visible()
    rows = dict(ana.evaluate(RANGES))
    assert rows["Below 9"] == "No call is asked for. You can call your clinic at any time."
    assert rows["9"] == "Check in again 7 days later."
    assert rows["10 or more"] == "Call your clinic in the next day or two"
    picture = ana.get_by_role("img", name="Picture of your plan.")
    expect(picture.locator("g.soon text").first).to_have_text("10–21")
    expect(ana.get_by_role("heading", name="If you do not check in")).to_be_visible()


def test_on_paper_it_has_the_numbers_and_no_buttons(ana: Page):
    ana.goto("/app/plan")
    ana.emulate_media(media="print")
    expect(ana.get_by_role("heading", name="Who to call")).to_be_visible()
    for number in ("+1 555 010 0100", "911", "988"):
        expect(ana.get_by_role("link", name=number, exact=True)).to_be_visible()
    expect(ana.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(ana.get_by_role("link", name="Get help now")).to_be_hidden()
    assert sheets(ana) == 1


def test_the_clinics_page_is_one_sheet_too(desktop: Page, server, cast):
    respond_well(server, cast)
    sign_in(desktop)
    desktop.goto(f"/clinic/patients/{cast.ana}/plan")
    expect(desktop.get_by_role("heading", name="Who to call")).to_be_visible()
    assert sheets(desktop) == 1


def test_a_changed_limit_is_told_in_one_line(ana: Page, server, cast):
    with server.session() as session:
        policy.publish(session, cast.oak, {"sharp_floor": 12}, None, "Test", None)
        session.commit()
    ana.goto("/app")
    expect(ana.locator("#changed")).to_contain_text("Your clinic changed")
    ana.goto("/app/plan")
    expect(ana.get_by_text("What changed:")).to_be_visible()


def test_a_clinic_may_keep_it_to_itself(page: Page, server, cast):
    with server.session() as session:
        session.get_one(Clinic, cast.oak).shows_plan = False
        session.commit()
    pair(page, server, cast)
    page.goto("/app/plan")
    expect(page.get_by_text("There is no plan to show on this phone.")).to_be_visible()
    expect(page.locator("#plan")).to_be_empty()


def test_past_its_last_day_it_asks_to_connect(ana: Page, context):
    context.set_offline(True)
    ana.clock.install()
    ana.clock.fast_forward(DAYS_91)
    ana.goto("/app/plan")
    expect(ana.get_by_role("heading", name="Please connect to the internet")).to_be_visible()
    expect(ana.locator("#plan .asks")).to_have_count(0)


def test_days_that_are_over_are_left_out(ana: Page, context):
    first = ana.evaluate("fetch('/api/session').then((it) => it.json())")["summary"]["periods"][0]
    context.set_offline(True)
    ana.clock.install()
    ana.clock.fast_forward((first["to"] + 1) * 24 * 60 * 60 * 1000)
    ana.goto("/app/plan")
    rows = dict(ana.evaluate(RANGES))
    expect(ana.get_by_role("heading", name="Now to ")).to_be_visible()
    assert "10 or more" not in rows
