"""From right to left: the screens in a pseudo-language, narrow, with nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from pwa.care import enrol, patients
from pwa.languages import PSEUDO
from tests.browser.patients import HIGH, invite, respond_well
from tests.browser.test_accessibility import PAGES, look

MIRROR = "\u202e"
STICKING_OUT = """() => [...document.querySelectorAll("svg.chart text")].filter((text) => {
  const [own, chart] = [text, text.ownerSVGElement].map((one) => one.getBoundingClientRect());
  return own.left < chart.left - 1 || own.right > chart.right + 1;
}).map((text) => text.textContent)"""


@pytest.fixture
def mirrored(server, cast):
    """A server that offers the pseudo-language, and Ana, who reads it."""
    server.stop()
    server.start(BOOSTER_PSEUDO_LANGUAGE="1")
    respond_well(server, cast, (16, 5, 4, 5, 10))
    with server.session() as session:
        ana = patients.find(session, cast.oak, cast.ana)
        ana.language = PSEUDO.code
        enrol.edit_patient(session, ana)
        session.commit()
    return server


def test_every_screen_at_320_px(page: Page, mirrored, cast):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"/app/pair?lang={PSEUDO.code}#{invite(mirrored, cast).token}")
    page.locator("#pair").click()
    expect(page.locator("#hello")).to_contain_text("Ana Alder")
    for path in (*PAGES, "/app/language"):
        page.goto(path)
        expect(page.locator('html[dir="rtl"]')).to_be_attached()
        expect(page.locator("h1").locator("visible=true").first).to_contain_text(MIRROR)
        look(page)
    page.goto("/app/plan")
    expect(page.locator("main a[href^='tel:']").first).to_have_css("direction", "ltr")
    answer_everything(page)
    look(page)
    page.goto("/app/history")
    expect(page.locator("svg.chart").first).to_be_visible()
    # Charts keep the past on the left, as their words say, so no label may swap sides.
    assert page.evaluate(STICKING_OUT) == []


def answer_everything(page: Page) -> None:
    page.goto("/app/check-in")
    expect(page.locator("#continue")).to_be_visible()
    for number, value in enumerate(HIGH, 1):
        page.locator(f"#q{number}-{value}").check()
        if number == 1:
            look(page)
        page.locator("#continue").click()
    for step in ("difficulty", "treatment", "reports"):
        expect(page.locator(f"[data-step={step}]")).to_be_visible()
        if step == "treatment":
            page.locator("#last_treatment-yes").check()
        page.locator("#continue").click()
    expect(page.locator("#answers dl")).to_be_visible()
    look(page)
    page.locator("#continue").click()
    expect(page.locator("#result")).to_be_visible()
