"""Every answer is kept as it is given, and Back works as everywhere."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.patients import (
    OK,
    answer,
    begin,
    draft_is_kept,
    finish,
    pair,
    received,
    respond_well,
    rows,
    say_yes,
)


def test_a_reload_restores_the_answers_and_the_place(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, [2, 3])
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    draft_is_kept(page)
    page.reload()
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    expect(page.get_by_text("We kept the answers that you gave before.")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(
        page.get_by_label("Nearly every day", exact=True).locator("visible=true")
    ).to_be_checked()


def test_an_answer_is_kept_without_pressing_continue(phone, server, cast):
    pair(phone.page, server, cast)
    begin(phone.page)
    phone.page.get_by_label("Several days", exact=True).locator("visible=true").check()
    expect(phone.page.locator("body[data-busy]")).to_be_visible()
    draft_is_kept(phone.page)
    phone.kill()
    page = phone.open()
    page.goto("/app/check-in")
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    expect(page.get_by_label("Several days", exact=True).locator("visible=true")).to_be_checked()


def test_start_again_clears_and_can_be_undone(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, [2, 3])
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    draft_is_kept(page)
    page.reload()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(2)
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    page.goto("/app")
    expect(page.get_by_role("link", name="Check in", exact=True)).to_be_visible()


def test_the_browsers_back_goes_one_question_back(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, [1, 2])
    expect(page).to_have_title("Question 3 of 7 – Booster Check")
    page.go_back()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    expect(page).to_have_title("Question 2 of 7 – Booster Check")
    page.go_back()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page).to_have_url(f"{server.url}/app")


def test_taps_that_come_before_the_picture_lose_no_step(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, [1, 2])
    for number in (3, 2, 1):
        expect(page).to_have_title(f"Question {number} of 7 – Booster Check")
        if number > 1:
            page.get_by_role("button", name="Back").click()
    page.locator("#continue").evaluate("(on) => { on.click(); on.click(); }")
    for number in (3, 2, 1):
        expect(page).to_have_title(f"Question {number} of 7 – Booster Check")
        if number > 1:
            page.go_back()


def test_change_leads_back_to_the_check(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    say_yes(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Change: 2. Not being able").click()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    page.get_by_label("Nearly every day", exact=True).locator("visible=true").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    changed = page.locator(".answers > div", has_text="2. Not being able")
    expect(changed).to_contain_text("Nearly every day")
    page.get_by_role("button", name="Finish").click()
    expect(received(page)).to_be_visible()
    assert rows(server)[0].answers == [1, 3, 1, 1, 0, 0, 0]


def test_nothing_chosen_is_a_problem_that_links_to_its_field(page: Page, server, cast):
    pair(page, server, cast)
    begin(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    expect(page).to_have_title("Error: Question 1 of 7 – Booster Check")
    page.get_by_role("link", name="Choose an answer, or leave this question blank").click()
    first = page.get_by_label("Not at all", exact=True).locator("visible=true")
    expect(first).to_be_focused()
    first.check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title("Question 2 of 7 – Booster Check")


def test_back_from_the_result_does_not_lead_into_the_form(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    finish(page)
    expect(received(page)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(f"{server.url}/app")
    expect(page.get_by_role("link", name="Check in", exact=True)).to_be_visible()


def test_the_result_can_be_reloaded(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    finish(page)
    expect(received(page)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Your score is 4 of 21")).to_be_visible()
    assert len(rows(server)) == 1


def test_pressing_finish_twice_shows_the_result(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    begin(page)
    answer(page, OK)
    say_yes(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Finish").dblclick()
    expect(received(page)).to_be_visible()
    expect(page).to_have_url(f"{server.url}/app/check-in#result")
    assert len(rows(server)) == 1


def test_a_part_that_could_not_be_fetched_keeps_the_answers(page: Page, context, server, cast):
    """The connection ends in the first check-in, before the worker has kept every file."""
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    pair(page, server, cast)
    begin(page)
    page.route("**/js/result.js", lambda route: route.abort())
    answer(page, OK)
    say_yes(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("link", name="Your answers are kept.")).to_be_visible()
    page.unroute("**/js/result.js")
    page.reload()
    page.get_by_role("button", name="Finish").click()
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


@pytest.fixture
def held(page: Page, server, cast) -> list[Route]:
    """Ana's phone with the check-in open, whose scripts have not come yet."""
    # A worker that is ready in time would serve the script without asking.
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    pair(page, server, cast)
    routes: list[Route] = []
    page.route("**/js/core.js", lambda route: routes.append(route))  # noqa: PLW0108
    with page.expect_request("**/js/core.js"):
        page.goto("/app/check-in", wait_until="commit")
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    return routes


def go_on(page: Page) -> None:
    """By the step's own link, which needs no script."""
    page.locator("a.button:visible", has_text="Continue").click()


def test_the_first_paint_asks_one_question_and_leads_on_without_scripts(page: Page, held):
    for number in range(1, 8):
        expect(page.get_by_text(f"Question {number} of 7")).to_be_visible()
        expect(page.locator("fieldset:visible")).to_have_count(1)
        page.locator(f"#q{number}-1").check()
        go_on(page)
    for step in ("difficulty", "treatment"):
        expect(page.locator(f"#{step}")).to_be_visible()
        go_on(page)
    expect(page.locator("#reports")).to_be_visible()
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.locator(".answers")).to_contain_text("Several days")


def test_what_was_given_before_the_scripts_came_counts(page: Page, server, held):
    page.locator("#q1-2").check()
    go_on(page)
    page.locator("#q2-3").check()
    held[0].continue_()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    draft_is_kept(page)
    page.unroute("**/js/core.js")
    page.reload()
    expect(page.get_by_text("We kept the answers that you gave before.")).to_be_visible()
    expect(page.locator("#q1-2")).to_be_checked()
    expect(page.locator("#q2-3")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()


def test_who_went_on_without_an_answer_is_asked_again(page: Page, held):
    go_on(page)
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("button", name="Leave this question blank")).to_be_visible()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()


def test_nothing_moves_when_the_scripts_come(page: Page, held):
    options = [page.locator("#q1-0"), page.locator("#q1-3")]
    before = [one.bounding_box() for one in options]
    on = page.locator("#q1 .go a").bounding_box()
    held[0].continue_()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    assert [one.bounding_box() for one in options] == before
    assert page.get_by_role("button", name="Continue").bounding_box() == on


def test_a_draft_ends_after_a_day_and_says_so(page: Page, server, cast):
    page.clock.install()
    pair(page, server, cast)
    begin(page)
    answer(page, [2, 3])
    expect(page.get_by_text("Question 3 of 7")).to_be_visible()
    draft_is_kept(page)
    page.goto("/app")
    expect(page.get_by_role("link", name="Continue your check-in")).to_be_visible()
    page.clock.fast_forward("25:00:00")
    page.goto("/app")
    expect(page.get_by_text("You began a check-in more than a day ago.")).to_be_visible()
    begin(page)
    expect(page.get_by_text("We kept the answers")).to_have_count(0)


def test_the_browser_itself_is_asked_to_keep_no_answers(app):
    lines = app.test_client().get("/app/check-in").text.splitlines()
    (form,) = (line for line in lines if 'id="check-in"' in line)
    assert 'autocomplete="off"' in form
