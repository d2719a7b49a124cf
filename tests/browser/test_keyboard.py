"""The whole check-in without touching the screen; the focus is never lost."""

from playwright.sync_api import Page, expect

from tests.browser.patients import pair, received, respond_well, rows

FOCUSED = "document.activeElement.textContent.trim()"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what says these words."""
    for _ in range(40):
        if page.evaluate(FOCUSED) == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the focus never came to {words!r}")


def choose(page: Page, question: int, downs: int) -> None:
    """The focus is on the question: Tab to its radios, Space or arrows choose, Enter goes on."""
    if question > 1:
        expect(page.locator(f'[data-step="q{question}"] h1')).to_be_focused()
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_text(f"Question {question} of 7")).to_be_visible()  # no advance by itself
    page.keyboard.press("Enter")


def test_a_whole_check_in_by_keyboard(page: Page, server, cast):
    respond_well(server, cast)
    pair(page, server, cast)
    tab_to(page, "Check in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    page.locator("#q1-0").focus()
    for question, downs in enumerate([0, 1, 2, 3, 0, 1, 2], 1):
        choose(page, question, downs)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Our record says")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    if page.locator('[data-step="reports"]').is_visible():
        tab_to(page, "Continue")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    tab_to(page, "Finish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(received(page)).to_be_visible()
    assert rows(server)[0].answers == [0, 1, 2, 3, 0, 1, 2]


def test_the_first_tab_skips_to_the_content(page: Page, server, cast):
    pair(page, server, cast)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_help_is_the_third_stop_on_every_screen(page: Page, server, cast):
    pair(page, server, cast)
    for path in ("/app", "/app/check-in", "/app/history", "/app/help", "/app/about"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Get help now")).to_be_focused()
