"""One's own data, the pause, the courses, and the words between treatments."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pwa.care import between
from pwa.store.tables import Clinic, Patient
from tests.browser.patients import install, pair, respond_well


@pytest.fixture
def ana(page: Page, server, cast) -> Page:
    respond_well(server, cast, (16, 5, 4, 5, 10))
    pair(page, server, cast)
    return page


def patient(server, cast) -> Patient:
    with server.session() as session:
        return session.get_one(Patient, (cast.oak, cast.ana))


def test_it_shows_what_is_held_and_gives_it_as_a_table(ana: Page):
    ana.goto("/app/data")
    expect(ana.get_by_text("This is what your clinic’s computer has about you.")).to_be_visible()
    expect(ana.get_by_role("cell", name="Score 16")).to_be_visible()
    with ana.expect_download() as download:
        ana.get_by_role("link", name="Download as a table (CSV)").click()
    text = Path(download.value.path()).read_text()
    scores = [row["score"] for row in csv.DictReader(io.StringIO(text)) if row["score"]]
    assert scores == ["16", "5", "4", "5", "10"]


def test_the_report_prints_without_the_buttons(ana: Page):
    ana.goto("/app/data")
    ana.emulate_media(media="print")
    expect(ana.get_by_role("img", name="Chart of 5 scores")).to_be_visible()
    expect(ana.get_by_role("button", name="Stop")).to_be_hidden()


def test_offline_it_shows_what_the_phone_has(ana: Page, context):
    install(ana)
    context.set_offline(True)
    ana.goto("/app/data")
    expect(ana.get_by_text("This is what this phone has.")).to_be_visible()
    expect(ana.get_by_role("cell", name="Score 16")).to_be_visible()
    ana.get_by_role("button", name="Stop", exact=True).click()
    expect(ana.get_by_role("status")).to_have_text(
        "That did not work. Connect to the internet and try again."
    )


def test_it_pauses_and_starts_again(ana: Page, server, cast):
    ana.goto("/app/data")
    ana.get_by_role("button", name="Pause", exact=True).click()
    expect(ana.get_by_text("You have paused until")).to_be_visible()
    assert patient(server, cast).paused_until
    ana.goto("/app")
    expect(ana.locator("#next")).to_contain_text("You have paused until")
    ana.goto("/app/data")
    ana.get_by_role("button", name="Start again").click()
    expect(ana.get_by_role("button", name="Stop", exact=True)).to_be_visible()


def test_it_asks_for_deletion_and_takes_it_back(ana: Page, server, cast):
    ana.goto("/app/data")
    ana.get_by_text("Ask your clinic to delete your data").click()
    ana.get_by_role("button", name="Yes, ask them to delete my data").click()
    expect(ana.get_by_text("to delete your data. They will talk with you first.")).to_be_visible()
    assert patient(server, cast).deletion_asked_at
    ana.get_by_role("button", name="Keep my data after all").click()
    expect(ana.get_by_text("Ask your clinic to delete your data")).to_be_visible()
    assert patient(server, cast).deletion_asked_at is None


def test_courses_lie_over_each_other(ana: Page, context):
    install(ana)
    context.set_offline(True)
    ana.goto("/app/history")
    cycles = ana.locator("#cycles")
    expect(cycles.get_by_role("heading", name="How long it lasts")).to_be_visible()
    expect(cycles.get_by_text("There is no usual time yet.")).to_be_visible()
    expect(cycles.locator(".newest circle.dot")).to_have_count(4)
    expect(cycles.get_by_role("cell", name="days so far")).to_be_visible()


def test_the_clinics_own_words_stand_between_treatments(ana: Page, server, cast):
    ana.goto("/app")
    ana.get_by_role("link", name="Between treatments").click()
    expect(ana.get_by_text("Do not drive until the next day")).to_be_visible()
    with server.session() as session:
        between.keep(session, session.get_one(Clinic, cast.oak), "en", "Walk.\n\nBring <b>Bo</b>.")
        session.commit()
    ana.reload()
    expect(ana.get_by_text("Bring <b>Bo</b>.")).to_be_visible()
    expect(ana.get_by_text("Do not drive until the next day")).to_be_hidden()
