"""The policy lab with its script: it shows how far it is, and comes back with the figures."""

import pytest
from playwright.sync_api import Page, expect

from pwa.care import drafts
from pwa.care.audit import Actor
from pwa.care.lab import cohort
from tests.browser.axe import assert_accessible
from tests.browser.clinic import sign_in
from tests.browser.server import Server
from tests.browser.test_clinic_accessibility import assert_fits, open_everything
from tests.cast import Cast
from tests.stored import store


@pytest.fixture
def address(server: Server, cast: Cast) -> str:
    """The lab of a draft, in a clinic with sixty histories."""
    with server.session() as session:
        store(session, cast.oak, cohort.cases(60, 26))
        actor = Actor("staff", cast.nora, cast.oak)
        draft = drafts.begin(session, actor, {"return_readings": 1}, "A test")
        session.commit()
        return f"/clinic/drafts/{draft.id}/lab"


def test_it_works_slice_by_slice_and_shows_the_figures(desktop: Page, address: str):
    sign_in(desktop)
    desktop.goto(address)
    with desktop.expect_response(lambda got: got.request.method == "POST") as first:
        desktop.get_by_role("button", name="Replay our history").click()
    assert first.value.headers["content-type"] == "application/json"  # the script asked
    expect(desktop.get_by_role("heading", name="Your patients")).to_be_visible()
    expect(desktop.get_by_text("over 61 patients")).to_be_visible()
    expect(desktop.get_by_role("img", name="Requests a week over time")).to_be_visible()


def test_every_page_of_it_is_accessible_and_fits_a_narrow_phone(desktop: Page, address: str):
    sign_in(desktop)
    desktop.set_viewport_size({"width": 320, "height": 640})
    desktop.goto(address)
    desktop.get_by_role("button", name="Replay made-up patients instead").click()
    expect(desktop.get_by_text("Synthetic figures.")).to_be_visible()
    _looked_at(desktop)
    desktop.get_by_role("link", name="Move one number over its range").click()
    desktop.get_by_label("Which number").select_option("return_cutoff")
    desktop.get_by_role("button", name="Move it").click()
    expect(desktop.get_by_role("img", name="Requests against returns")).to_be_visible()
    _looked_at(desktop)


def _looked_at(page: Page) -> None:
    open_everything(page)
    assert_fits(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
