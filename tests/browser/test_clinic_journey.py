"""A nurse's morning, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from pwa.care.staff import sessions
from pwa.store.tables import Staff
from tests.browser.clinic import busy_day, sign_in
from tests.browser.patients import install


@pytest.fixture
def nora(desktop, server, cast) -> Page:
    busy_day(server, cast)
    sign_in(desktop)
    return desktop


def test_it_says_whom_to_call_next_and_why_without_a_click(nora):
    rows = nora.locator("table.calls tbody tr")
    expect(rows.nth(0)).to_contain_text("Urgent: now")
    expect(rows.nth(0)).to_contain_text("Eli Elder")
    expect(rows.nth(0)).to_contain_text("Feels unsafe")
    expect(rows.nth(1)).to_contain_text("Ana Alder")
    expect(rows.nth(1)).to_contain_text("total 10, settled level 4")
    call = rows.nth(1).get_by_role("link", name="Call Ana Alder")
    expect(call).to_have_attribute("href", "tel:+15550100111")


def test_it_marks_one_as_contacted_and_takes_it_back(nora):
    ana = nora.locator("table.calls tr", has_text="Ana Alder")
    ana.get_by_text("Mark as contacted").click()
    ana.get_by_label("I reached them").check()
    ana.get_by_label("Note (optional)").fill("Comes on Friday")
    ana.get_by_role("button", name="Save contact").click()
    expect(nora.get_by_role("status")).to_contain_text("Ana Alder: reached.")
    expect(ana).to_have_count(0)
    nora.get_by_role("button", name="Undo").click()
    expect(nora.get_by_role("status")).to_contain_text("The contact was taken back.")
    expect(ana).to_have_count(1)


def test_it_moves_the_focus_to_what_is_wrong(nora, watch):
    watch.allow("status of 422")
    ana = nora.locator("table.calls tr", has_text="Ana Alder")
    ana.get_by_text("Mark as contacted").click()
    ana.get_by_role("button", name="Save contact").click()
    expect(nora).to_have_title(re.compile("^Error: Contact with Ana Alder"))
    expect(nora.get_by_role("alert")).to_be_focused()
    nora.get_by_role("link", name="Choose what happened.").click()
    expect(nora.get_by_label("I reached them")).to_be_focused()


def test_it_invites_a_patient_whose_phone_pairs_by_the_link(nora, page):
    nora.get_by_role("link", name="Patients", exact=True).click()
    nora.get_by_label("Name, phone, email or reference").fill("dana")
    nora.keyboard.press("Enter")
    nora.get_by_role("link", name="Dana Dogwood", exact=True).click()
    nora.get_by_role("link", name="Make an invite").click()
    nora.get_by_label("Here in the clinic").check()
    nora.get_by_role("button", name="Make the invite").click()
    expect(nora.get_by_role("img", name="QR code of the link")).to_be_visible()
    link = nora.locator("p.raw").inner_text()
    page.goto(link)
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Dana Dogwood")
    install(page)
    nora.get_by_role("link", name="Back to Dana Dogwood").click()
    expect(nora.get_by_text("last seen")).to_be_visible()


def test_it_changes_a_threshold_after_seeing_what_changes(nora):
    nora.get_by_role("link", name="Thresholds").click()
    nora.get_by_label("A score this high is severe, whatever came before.").fill("14")
    nora.get_by_label("Why are you changing this?").fill("We want to hear sooner")
    nora.get_by_role("button", name="Save as a draft").click()
    expect(nora.get_by_role("heading", name="What it would change")).to_be_visible()
    expect(nora.locator("ul.changes")).to_contain_text("14")
    nora.get_by_role("button", name="Publish").click()
    expect(nora.get_by_role("heading", level=1)).to_have_text("Thresholds, version 2")
    expect(nora.get_by_role("status")).to_contain_text("at their next contact")


def test_it_works_an_advice_out_again(nora):
    row = nora.locator("table.calls tr", has_text="Ana Alder")
    row.get_by_role("link", name="All the numbers").click()
    nora.get_by_role("button", name="Work it out again").click()
    expect(nora.get_by_role("status")).to_contain_text("It agrees.")


def test_it_works_without_a_mouse(nora):
    nora.goto("/clinic/")
    nora.keyboard.press("Tab")
    expect(nora.get_by_role("link", name="Skip to the page")).to_be_focused()
    nora.keyboard.press("Enter")
    eli = nora.get_by_role("link", name="Eli Elder", exact=True)
    ana = nora.get_by_role("link", name="Ana Alder", exact=True)
    for _ in range(12):  # past whatever stands above the list today
        nora.keyboard.press("Tab")
        if eli.evaluate("link => link === document.activeElement"):
            break
    expect(eli).to_be_focused()
    nora.keyboard.press("j")
    expect(ana).to_be_focused()
    nora.keyboard.press("k")
    expect(eli).to_be_focused()
    nora.keyboard.press("k")
    expect(eli).to_be_focused()


def test_it_takes_on_chooses_and_opens_a_case_by_keys(nora):
    nora.get_by_role("link", name="Eli Elder", exact=True).focus()
    nora.keyboard.press("j")
    nora.keyboard.press("x")
    expect(nora.get_by_label("Choose Ana Alder")).to_be_checked()
    with nora.expect_navigation():
        nora.keyboard.press("t")
    ana = nora.locator("table.calls tr", has_text="Ana Alder")
    expect(ana).to_contain_text("You are on it")
    ana.get_by_role("link", name="Ana Alder", exact=True).focus()
    with nora.expect_navigation():
        nora.keyboard.press("o")
    expect(nora.get_by_role("heading", level=1)).to_have_text("Case of Ana Alder")


def test_it_takes_letters_for_letters_while_someone_types(nora):
    row = nora.locator("table.calls tr", has_text="Eli Elder")
    row.get_by_text("Mark as contacted").click()
    note = row.get_by_label("Note (optional)")
    note.click()
    nora.keyboard.type("jokes")
    expect(note).to_have_value("jokes")
    expect(note).to_be_focused()


def test_it_prints_the_list_without_what_is_for_the_screen(nora):
    nora.emulate_media(media="print")
    expect(nora.get_by_text("total 10")).to_be_visible()
    expect(nora.get_by_text("+1 555 010 0111")).to_be_visible()
    for words in ("Mark as contacted", "Sign out", "Thresholds", "All the numbers"):
        expect(nora.get_by_text(words).first).to_be_hidden()


def test_it_keeps_what_was_typed_when_the_session_is_over(nora, server, cast, watch):
    watch.allow("status of 401")
    nora.locator("table.calls tr", has_text="Ana Alder").get_by_text("Mark as contacted").click()
    ana = nora.locator("table.calls tr", has_text="Ana Alder")
    ana.get_by_label("No answer").check()
    ana.get_by_label("Note (optional)").fill("Typed before lunch")
    with server.session() as session:
        sessions.revoke_all(session, session.get_one(Staff, (cast.oak, cast.nora)))
        session.commit()
    ana.get_by_role("button", name="Save contact").click()
    expect(nora.get_by_role("status")).to_contain_text("What you typed is kept")
