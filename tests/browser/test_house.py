"""What is the clinic's own is seen on its patients' phones, also without a connection."""

import base64

from playwright.sync_api import Page, expect

from pwa.care.house import colour, details, logo
from pwa.store.tables import Clinic
from tests.browser.axe import assert_accessible
from tests.browser.patients import install, pair

OURS = "#7a1f5c"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def assert_dressed(page: Page) -> None:
    # Drawn by the script that has set the colour before.
    expect(page.get_by_role("img", name="Oak Clinic")).to_have_js_property("naturalWidth", 1)
    for scheme, shade in zip(("light", "dark"), colour.pair(OURS), strict=True):
        page.emulate_media(color_scheme=scheme)
        red, green, blue = bytes.fromhex(shade.removeprefix("#"))
        expect(page.locator("#go")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


def test_it_has_the_clinics_colour_and_logo(page, server, cast, context):
    with server.session() as session:
        oak = session.get_one(Clinic, cast.oak)
        details.change(session, oak, colour=OURS, opening_hours={"en": "Weekdays, 9 to 5"})
        logo.put(session, oak, DOT)
        session.commit()
    pair(page, server, cast)
    assert_dressed(page)
    assert_accessible(page)
    page.goto("/app/help")
    expect(page.get_by_text("Weekdays, 9 to 5")).to_be_visible()
    install(page)
    context.set_offline(True)
    page.goto("/app")
    expect(page.get_by_role("link", name="Check in", exact=True)).to_be_visible()
    assert_dressed(page)
