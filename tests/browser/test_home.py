"""The first page and an error page, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/no-such-page"])
def test_it_is_accessible_in_light_and_dark(page: Page, watch, path, scheme):
    watch.allow("status of 404")
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    assert_accessible(page)


def test_it_fits_a_narrow_screen(page: Page):
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_survives_a_killed_server(page: Page, server):
    page.goto("/")
    server.kill()
    server.start()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Booster Check")


def test_it_survives_a_killed_browser(phone):
    phone.page.goto("/")
    phone.page.evaluate("localStorage.setItem('kept', 'yes')")
    phone.kill()
    page = phone.open()
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Booster Check"


def test_the_watch_sees_a_blocked_inline_script(page: Page, watch):
    page.goto("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
    )
    for _ in range(600):  # the report of it comes a moment later
        if watch.faults:
            break
        page.wait_for_timeout(100)
    assert any("Content Security Policy" in fault for fault in watch.faults)
    watch.faults.clear()
