"""The whole journey without the server, and through a killed browser: one row, and intact."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from pwa.care import contact, patients
from tests.browser.patients import (
    OK,
    answer,
    begin,
    check_in,
    draft_is_kept,
    finish,
    install,
    pair,
    received,
    respond_well,
    rows,
    saved,
    today,
)

SCREENS = {
    "/app": "Hello Ana Alder",
    "/app/check-in": "Feeling nervous, anxious or on edge",
    "/app/history": "Your scores",
    "/app/help": "Get help now",
    "/app/pair": "Pair this phone",
    "/app/install": "Add to your home screen",
    "/app/about": "About this app",
    "/app/settings": "Settings",
    "/app/reminders": "Reminders",
    "/app/privacy": "Privacy",
    "/app/plan": "Your plan",
    "/app/between": "Between treatments",
    "/app/data": "Your data",
}


def test_it_opens_every_screen_with_the_server_dead(phone, server, cast):
    respond_well(server, cast)
    pair(phone.page, server, cast)
    install(phone.page)
    server.kill()
    phone.kill()
    page = phone.open()
    for path, heading in SCREENS.items():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        expect(page.get_by_role("link", name="Get help now")).to_be_visible()
    page.goto("/app/help")
    expect(page.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    save = page.get_by_role("link", name="Save the clinic’s number in your contacts")
    expect(save).to_have_attribute("href", "/app/clinic.vcf")
    page.context.set_offline(True)  # a phone that knows it offers no file of the server's
    page.reload()
    expect(page.get_by_role("link", name="Call Oak Clinic")).to_be_visible()
    expect(save).to_be_hidden()
    page.context.set_offline(False)
    page.goto("/app/history")
    expect(page.get_by_role("img", name="Chart of 5 scores")).to_be_visible()


def test_a_check_in_through_a_dead_server_and_a_killed_browser_is_one_row(phone, server, cast):
    respond_well(server, cast)
    pair(phone.page, server, cast)
    install(phone.page)
    phone.close()  # Chromium writes a new cookie to disk within half a minute, or now
    server.kill()
    phone.open().goto("/app")
    begin(phone.page)
    answer(phone.page, OK[:4])
    expect(phone.page.get_by_text("Question 5 of 7")).to_be_visible()
    draft_is_kept(phone.page)
    phone.kill()

    page = phone.open()
    page.goto("/app")
    page.get_by_role("link", name="Continue your check-in").click()
    expect(page.get_by_text("We kept the answers that you gave before.")).to_be_visible()
    answer(page, OK[4:], 5)
    finish(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for checking in")
    expect(page.get_by_text("This advice comes from the plan on your phone.")).to_be_visible()
    expect(saved(page)).to_be_visible()

    phone.kill()
    server.start()
    page = phone.open()
    page.goto("/app")
    expect(received(page)).to_contain_text("Received by Oak Clinic at ")
    expect(saved(page)).to_be_hidden()
    (row,) = rows(server)
    assert (row.answers, row.on) == (OK, today(server, cast))
    assert row.shown["plan_from"] == today(server, cast).isoformat()


def test_the_result_says_when_the_answers_arrive(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    install(page)
    server.kill()
    check_in(page, OK)
    expect(saved(page)).to_be_visible()
    server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(received(page)).to_be_visible()
    expect(page.get_by_text("This advice comes from the plan")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Received by Oak Clinic")
    assert len(rows(server)) == 1


def test_a_new_plan_gives_another_advice_than_the_phone(page: Page, context, server, cast):
    """The clinic notes a contact while the phone is away: the server has the last word."""
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    install(page)
    context.set_offline(True)
    check_in(page, [2, 2, 2, 2, 1, 1, 0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Call your clinic this week")
    note_contact(server, cast)
    context.set_offline(False)
    expect(received(page)).to_be_visible()
    expect(page.get_by_text("its advice is different")).to_be_visible()
    expect(page.locator("#result .card")).to_contain_text("You contacted your clinic on")
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#today")).not_to_contain_text("Call your clinic this week")


def note_contact(server, cast) -> None:
    with server.session() as session:
        ana = patients.find(session, cast.oak, cast.ana)
        on = patients.today_of(session, ana)
        contact.record(session, ana, on, "staff", "reached", "", cast.nora)
        session.commit()


def test_what_unsent_answers_ask_for_stays_on_the_first_screen(page: Page, context, server, cast):
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    install(page)
    context.set_offline(True)
    check_in(page, [2, 2, 2, 2, 1, 1, 0])
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#today")).to_contain_text("Call your clinic this week")
    expect(saved(page)).to_be_visible()
    page.clock.install()
    page.clock.fast_forward("30:00:00")
    page.reload()
    expect(page.locator("#today")).to_contain_text("Call your clinic this week")


def test_past_its_last_day_the_plan_gives_no_advice(page: Page, context, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    install(page)
    context.set_offline(True)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=91))  # timers go on
    page.goto("/app")
    card = page.locator("#today")
    expect(card).to_contain_text("Please connect to the internet")
    expect(card.get_by_role("link", name="Call Oak Clinic")).to_be_visible()
    check_in(page, OK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please connect to the internet")
    expect(saved(page)).to_be_visible()
