"""Staff's passkeys in a real browser, with an authenticator that is not."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlmodel import col, update

from pwa.care import clock
from pwa.store.tables import StaffSession
from tests.browser.clinic import sign_in
from tests.browser.test_private_lock import REFUSE_ONCE, authenticator

NOT_OFFERED = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


def grow_stale(server) -> None:
    """As if everybody had signed in a while ago."""
    with server.session() as session:
        before = clock.now() - timedelta(minutes=6)
        session.exec(update(StaffSession).values({col(StaffSession.verified_at): before}))
        session.commit()


def add_passkey(page: Page) -> None:
    page.get_by_role("link", name="Add a passkey or an authenticator app").click()
    page.get_by_label("Name of the device").fill("Desk in room 2")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")


def test_it_is_made_signs_in_and_confirms(desktop: Page, server, cast, watch):
    watch.allow("status of 403")
    desktop.add_init_script(NOT_OFFERED)
    authenticator(desktop)
    sign_in(desktop)
    add_passkey(desktop)
    desktop.get_by_role("button", name="Sign out", exact=True).click()
    desktop.get_by_role("button", name="Sign in with a passkey").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Call list")
    grow_stale(server)
    desktop.goto(f"/clinic/patients/{cast.ana}/erase")
    desktop.get_by_label("Type the patient’s name to confirm").fill("Ana Alder")
    desktop.get_by_role("button", name="Delete everything").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Confirm that it’s you")
    desktop.evaluate(REFUSE_ONCE)
    desktop.get_by_role("button", name="Use a passkey").click()
    expect(desktop.get_by_role("alert")).to_contain_text("That didn’t work")
    desktop.get_by_role("button", name="Use a passkey").click()
    expect(desktop.get_by_role("status")).to_contain_text(
        "Everything about the patient is deleted."
    )


def test_it_is_offered_where_the_email_is_typed(desktop: Page, server, cast):
    """This authenticator takes the offer at once, as a person does with one tap."""
    authenticator(desktop)
    sign_in(desktop)
    add_passkey(desktop)
    desktop.get_by_role("button", name="Sign out", exact=True).click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Call list")
