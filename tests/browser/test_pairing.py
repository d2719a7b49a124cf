"""Pairing by the link and by a typed code; an ended pairing; taking a phone away."""

from playwright.sync_api import Page, expect

from pwa.care import pairing
from tests.browser.patients import (
    CHECK_INS,
    OK,
    check_in,
    check_in_cut_off,
    devices,
    install,
    invite,
    pair,
    received,
    rows,
)


def test_opening_the_link_does_not_pair_and_pressing_the_button_does(page: Page, server, cast):
    page.goto(f"/app/pair#{invite(server, cast).token}")
    expect(page.get_by_role("button", name="Pair this phone")).to_be_visible()
    assert devices(server) == []
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    expect(page).to_have_url(f"{server.url}/app")
    (device,) = devices(server)
    assert device.label in {"Android phone", "Computer"}


def test_a_code_may_be_typed_in_small_letters_with_spaces(page: Page, server, cast):
    page.goto("/app")
    page.get_by_role("link", name="I have a link or a code").click()
    code = invite(server, cast).code.lower().replace("-", " ")
    page.get_by_label("Code").fill(f" {code} ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")


def test_a_wrong_code_is_said_to_be_wrong(page: Page, watch):
    watch.allow("status of 404")
    page.goto("/app/pair")
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("link", name="Enter the code from your clinic")).to_be_visible()
    page.get_by_label("Code").fill("AAAAA-AAAAA")
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    expect(page.get_by_role("link", name="This code does not open anything.")).to_be_visible()
    expect(page).to_have_title("Error: Pair this phone – Booster Check")


def test_a_used_link_is_said_to_be_used(page: Page, context, server, cast, watch):
    watch.allow("status of 410")
    link = f"/app/pair#{invite(server, cast).token}"
    page.goto(link)
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    other = context.new_page()
    other.goto(link)
    other.get_by_role("button", name="Pair this phone").click()
    expect(other.get_by_role("link", name="This link was used already")).to_be_visible()


def test_an_unpaired_phone_says_how_to_pair_and_still_helps(page: Page):
    page.goto("/app/check-in")
    expect(page).to_have_url(page.url.split("/app")[0] + "/app")
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()
    page.get_by_role("link", name="Get help now").click()
    expect(page.get_by_role("heading", name="United States")).to_be_visible()
    expect(page.get_by_role("link", name="116 123").first).to_have_attribute("href", "tel:116123")


def test_a_revoked_phone_forgets_the_plan_and_keeps_the_help(page: Page, server, cast):
    pair(page, server, cast)
    revoke_all(server)
    page.reload()
    expect(page.get_by_text("This phone is not paired any more.")).to_be_visible()
    page.goto("/app/history")
    expect(page.get_by_text("Your scores show here after your first check-in")).to_be_visible()
    page.goto("/app/help")
    expect(page.get_by_role("link", name="Call 911")).to_be_visible()


def revoke_all(server) -> None:
    with server.session() as session:
        for device in devices(server):
            pairing.revoke(session, session.merge(device))
        session.commit()


def remove(page: Page) -> None:
    page.goto("/app")
    page.get_by_text("Remove this phone").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Remove this phone").click()
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()


def test_removing_the_phone_sends_what_waits_before_it_ends(page: Page, context, server, cast):
    pair(page, server, cast)
    install(page)
    check_in_cut_off(page, OK)
    page.route(CHECK_INS, lambda route: route.abort())
    remove(page)
    expect(page.get_by_text("They are sent when it is connected.")).to_be_visible()
    assert devices(server)[0].revoked_at is None
    assert rows(server) == []
    page.unroute(CHECK_INS)
    with page.expect_response(ended):
        page.reload()
    assert [row.answers for row in rows(server)] == [OK]
    assert devices(server)[0].revoked_at is not None
    page.reload()
    expect(page.get_by_text("They are sent when it is connected.")).to_be_hidden()


def test_the_phone_can_be_removed_without_a_connection(page: Page, context, server, cast):
    pair(page, server, cast)
    install(page)
    context.set_offline(True)
    remove(page)
    assert devices(server)[0].revoked_at is None
    with page.expect_response(ended):
        context.set_offline(False)
        page.reload()
    assert devices(server)[0].revoked_at is not None


def ended(response) -> bool:
    """The server has been told that the phone is signed out."""
    return response.request.method == "DELETE" and response.url.endswith("/api/session")


def test_what_waits_of_a_removed_phone_is_sent_when_it_is_paired_again(
    page: Page, context, server, cast, watch
):
    watch.allow("status of 401")
    pair(page, server, cast)
    install(page)
    context.set_offline(True)
    check_in(page, OK)
    remove(page)
    revoke_all(server)  # in the meantime by the clinic, so that nothing is taken from this phone
    context.set_offline(False)
    page.reload()
    expect(page.get_by_text("They are sent when you pair it again.")).to_be_visible()
    pair(page, server, cast)
    expect(received(page)).to_be_visible()
    expect(page.locator("#notice-others")).to_have_count(0)
    assert [row.answers for row in rows(server)] == [OK]
