"""The lock: with the phone's own unlock, and with a key from it where the passkey gives one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.patients import (
    OK,
    answer,
    begin,
    check_in,
    check_in_cut_off,
    draft_is_kept,
    install,
    invite,
    pair,
    received,
    rows,
)
from tests.browser.test_private_shared import STORED

LOCKED = "This app is locked"
REFUSE_ONCE = """() => { navigator.credentials.get = () => {
  delete navigator.credentials.get;
  return Promise.reject(new DOMException("", "NotAllowedError"));
}; }"""


def authenticator(page: Page, *, prf: bool = True):
    """This phone's own unlock; gives what turns its user's finger off and on."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": prf,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    key = {"authenticatorId": made["authenticatorId"]}
    return lambda *, known: tools.send("WebAuthn.setUserVerified", key | {"isUserVerified": known})


def turn_on(page: Page) -> None:
    page.goto("/app/privacy")
    page.get_by_role("button", name="Turn the lock on").click()
    expect(page.get_by_role("button", name="Turn the lock off")).to_be_visible()


def start_again(page: Page) -> None:
    """As after a pause: the worker has forgotten the page before."""
    page.goto("/healthz")  # no page of the app
    forget = "navigator.serviceWorker.ready.then((it) => it.active.postMessage({ type: 'hold' }))"
    page.evaluate(forget)
    page.goto("/app")


def unlock(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")


@pytest.fixture
def finger(page: Page, server, cast):
    """A locked phone of Ana's."""
    pair(page, server, cast)
    install(page)
    page.reload()
    known = authenticator(page)
    turn_on(page)
    return known


def test_what_it_keeps_is_covered_by_the_passkeys_key(page: Page, finger, server):
    expect(page.get_by_text("can only be read after you unlock it")).to_be_visible()
    page.goto("/app")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    begin(page)
    answer(page, OK[:2])
    draft_is_kept(page)
    stored = page.evaluate(STORED)
    assert set(stored["meta"]["session"]) == {"at", "box"}
    assert set(stored["drafts"]["check-in"]) == {"at", "box"}
    assert "key" not in str(stored["meta"]["lock"])
    page.goto("/app/check-in")
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    start_again(page)
    unlock(page)
    expect(page.get_by_role("link", name="Continue your check-in")).to_be_visible()


def test_it_stays_locked_for_somebody_else(page: Page, finger, context):
    context.set_offline(True)
    start_again_offline(page)
    finger(known=False)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert")).to_have_text("It is still locked. Please try again.")
    expect(page.get_by_text("Ana Alder")).to_have_count(0)
    expect(page.get_by_role("link", name="Call Oak Clinic")).to_be_visible()
    assert_accessible(page)


def test_help_stays_open(page: Page, finger, context):
    context.set_offline(True)
    start_again_offline(page)
    page.get_by_role("link", name="Get help now").click()
    expect(page.get_by_role("link", name="Call 911")).to_be_visible()
    page.goto("/app/history")
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED)
    page.evaluate(REFUSE_ONCE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert")).to_have_text("It is still locked. Please try again.")
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your scores")


def start_again_offline(page: Page) -> None:
    forget = "navigator.serviceWorker.ready.then((it) => it.active.postMessage({ type: 'hold' }))"
    page.goto("/app/about")
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true })"
    )  # it hands on no more
    page.evaluate(forget)
    page.goto("/app")
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED)


def test_a_lost_passkey_loses_no_answers(page: Page, finger, server, cast):
    page.goto("/app")
    check_in_cut_off(page, OK)
    start_again(page)
    finger(known=False)
    page.get_by_role("link", name="Pair this phone again").click()
    page.get_by_label("Code").fill(invite(server, cast).code)
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_it_can_be_turned_off(page: Page, finger):
    page.get_by_role("button", name="Turn the lock off").click()
    expect(page.get_by_role("button", name="Turn the lock on")).to_be_visible()
    start_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    assert "patient" in page.evaluate(STORED)["meta"]["session"]


def test_without_a_secret_of_the_passkey_it_says_that_it_only_hides(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    page.reload()
    authenticator(page, prf=False)
    turn_on(page)
    expect(page.get_by_text("this phone can only hide the screen")).to_be_visible()
    start_again(page)
    unlock(page)
    check_in(page, OK)
    expect(received(page)).to_be_visible()


def test_it_locks_after_minutes_in_the_background(page: Page, server, cast):
    page.clock.install()
    pair(page, server, cast)
    install(page)
    page.reload()
    authenticator(page)
    turn_on(page)
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    page.clock.fast_forward(60_000)  # its clock goes on meanwhile, by as much as this takes
    expect(page.get_by_role("button", name="Turn the lock off")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED)
