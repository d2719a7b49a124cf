"""The whole journey with a connection: pair, check in, be told, note a contact, look back."""

import re

from playwright.sync_api import Page, expect

from pwa.care import contact, patients
from tests.browser.patients import (
    HIGH,
    OK,
    answer,
    begin,
    check_in,
    finish,
    finish_from_treatment,
    pair,
    received,
    respond_well,
    rows,
    say_yes,
    today,
)


def test_it_takes_a_check_in_and_says_who_has_it(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    check_in(page, OK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for checking in")
    expect(page.get_by_role("heading", name="Your score is 4 of 21")).to_be_visible()
    expect(received(page)).to_contain_text("Received by Oak Clinic at ")
    (row,) = rows(server)
    assert (row.answers, row.on) == (OK, today(server, cast))
    assert row.shown["action"] == "none"


def test_it_asks_to_call_when_scores_went_up_twice(page: Page, server, cast):
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    check_in(page, [2, 2, 2, 2, 1, 1, 0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Call your clinic this week")
    expect(received(page)).to_be_visible()
    card = page.locator("#result .card")
    expect(card).to_contain_text("Within a week")
    expect(card).to_have_css("border-left-width", re.compile(r"^7"))  # the style that came later
    expect(card).to_contain_text("Your score is 10")
    expect(card).to_contain_text("Limit set by Oak Clinic")
    expect(card.get_by_role("link", name="Call Oak Clinic")).to_have_attribute(
        "href", "tel:+15550100100"
    )
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#today")).to_contain_text("Call your clinic this week")


def test_a_request_stays_until_the_server_has_the_contact(page: Page, server, cast):
    page.clock.install()
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    check_in(page, HIGH)
    expect(received(page)).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    asked = page.locator("#today").get_by_role("link", name="Call Oak Clinic")
    expect(asked).to_be_visible()
    page.get_by_role("button", name="I have contacted the clinic").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(asked).to_be_visible()
    page.clock.fast_forward(9_000)  # for eight seconds it can be undone
    expect(asked).to_be_hidden()
    expect(page.locator("#sent")).to_contain_text("You contacted your clinic")


def test_a_side_effect_that_was_answered_is_not_asked_again(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    page.get_by_role("link", name="Tell your clinic about a side effect").click()
    page.get_by_label("Pain when you pee").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Finish").click()
    expect(received(page)).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#today")).to_contain_text("pain when you pee")
    day = today(server, cast)
    with server.session() as session:
        ana = patients.find(session, cast.oak, cast.ana)
        contact.record(session, ana, day, "staff", "reached", staff_id=cast.nora)
        session.commit()
    page.reload()
    expect(page.locator("#today")).to_contain_text("Please follow what you agreed")
    expect(page.locator("#today")).not_to_contain_text("pain when you pee")


def test_a_contact_noted_by_mistake_can_be_undone(page: Page, server, cast):
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    check_in(page, HIGH)
    expect(received(page)).to_be_visible()
    page.get_by_role("button", name="I have contacted the clinic").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="I have contacted the clinic")).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    expect(page.locator("#today")).to_contain_text("Call your clinic")
    expect(page.locator("#sent")).not_to_contain_text("You contacted your clinic")


def test_blanks_are_named_and_can_be_answered_afterwards(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, [1, None, 1, 1, None, 1, 1])
    say_yes(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("You left questions 2 and 5 blank.")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please finish your questions")
    expect(received(page)).to_be_visible()
    page.get_by_role("button", name="Answer the blank questions").click()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    answer(page, [0], 2)
    for _ in (3, 4):
        page.get_by_role("button", name="Continue").click()
    answer(page, [0], 5)
    for _ in (6, 7):
        page.get_by_role("button", name="Continue").click()
    finish(page)
    expect(page.get_by_role("heading", name="Your score is 5 of 21")).to_be_visible()
    expect(received(page)).to_be_visible()
    first, second = rows(server)
    assert (first.answers.count(None), second.answers) == (2, [1, 0, 1, 1, 0, 1, 1])
    assert first.id != second.id


def test_feeling_unsafe_offers_help_at_once(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    page.get_by_role("link", name="Tell your clinic about a side effect").click()
    page.get_by_label("I feel unsafe").check()
    offered = page.get_by_role("alert")
    expect(offered.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    expect(offered.get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
    expect(offered.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help is here right now")
    expect(page.locator("#result").get_by_role("link", name="Call 988")).to_be_visible()
    expect(received(page)).to_be_visible()


def test_another_date_of_treatment_reaches_the_clinic(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Our record says your last treatment was on"
    )
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Error: " + page.title().removeprefix("Error: "))
    page.get_by_role("link", name="Enter the date of your last treatment").click()
    date = page.get_by_label("Date of your last treatment")
    expect(date).to_be_focused()
    date.fill(today(server, cast).isoformat())
    finish_from_treatment(page)
    expect(received(page)).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    page.get_by_role("link", name="Your scores").first.click()
    expect(page.get_by_role("cell", name="Treatment", exact=True)).to_have_count(7)


def test_after_a_treatment_it_says_not_to_drive(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    warning = page.get_by_text("Do not drive until tomorrow, after a good night’s sleep.")
    expect(page.get_by_role("link", name="Check in", exact=True)).to_be_visible()
    expect(warning).to_have_count(0)
    begin(page)
    answer(page, OK)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Date of your last treatment").fill(today(server, cast).isoformat())
    finish_from_treatment(page)
    expect(warning).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    expect(warning).to_be_visible()


def test_the_history_shows_each_score_in_a_chart_and_a_table(page: Page, server, cast):
    respond_well(server, cast, (16, 5, 4, 5, 9))
    pair(page, server, cast)
    page.get_by_role("link", name="Your scores").first.click()
    chart = page.get_by_role("img", name="Chart of 5 scores")
    expect(chart).to_be_visible()
    expect(chart.locator("circle")).to_have_count(5)
    expect(chart.locator(".treated")).to_have_count(6)
    table = page.get_by_role("table", name="The same as a table, newest first")
    cells = table.locator("tbody tr td:nth-of-type(1)").all_inner_texts()
    assert [cell for cell in cells if cell] == ["9", "5", "4", "5", "16"]
    expect(page.locator("figcaption").first).to_contain_text("limit set by Oak Clinic: 8")


def test_the_history_prints_the_scores_and_nothing_else(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    page.goto("/app/history")
    expect(page.get_by_role("img", name="Chart of 5 scores")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Chart of 5 scores")).to_be_visible()
    expect(page.get_by_role("table", name="The same as a table, newest first")).to_be_visible()
    for screen_only in (".top", ".foot", "#notices", "main button"):
        expect(page.locator(screen_only).first).to_be_hidden()
