"""What a screen reader says on the way through a check-in, held against docs/screen-reader.md."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.patients import OK, check_in_cut_off, pair, received

SCRIPT = Path(__file__).parents[2] / "docs" / "screen-reader.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
HEADING = "Done"


class Reader:
    """Listens: after each step, the page's title, and what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[tuple[str, str, str]] = []
        self._tools = page.context.new_cdp_session(page)

    def after(self, done: str) -> None:
        self.heard.append((done, self.page.title().split(" – ")[0], self._focused()))

    def _focused(self) -> str:
        for _ in range(100):  # the tree follows the page a moment later
            found = self._tools.send("Runtime.evaluate", {"expression": "document.activeElement"})
            if found["result"]["className"] == "HTMLBodyElement":
                return "the page, from its top"
            asked = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
            (node,) = self._tools.send("Accessibility.getPartialAXTree", asked)["nodes"]
            if "name" in node:
                return said(node)
            self.page.wait_for_timeout(50)
        raise AssertionError("what has the focus has no name")


def said(node: dict) -> str:
    name = " ".join(node["name"]["value"].split())
    checked = [one["value"]["value"] for one in node["properties"] if one["name"] == "checked"]
    state = {"true": ", chosen", "false": ", not chosen"}[checked[0]] if checked else ""
    return f"{node['role']['value']} “{name}”{state}"


def script() -> list[tuple[str, ...]]:
    rows = [tuple(part.strip() for part in row) for row in ROW.findall(SCRIPT.read_text())]
    return [row for row in rows if row[0] != HEADING]


def go_on(page: Page, step: str) -> None:
    page.get_by_role("button", name="Continue").press("Enter")
    expect(page.locator(f"[data-step={step}] h1")).to_be_focused()


def test_each_step_is_announced_as_the_script_says(page: Page, server, cast):
    pair(page, server, cast)
    reader = Reader(page)
    page.goto("/app/check-in")
    expect(page.locator("[data-step=q1] h1")).to_be_visible()
    reader.after("Opened the check-in")
    for number, value in enumerate(OK, 1):
        expect(page.get_by_text(f"Question {number} of 7")).to_be_visible()
        if number > 1:
            reader.after(f"Continued to question {number}")
        page.locator(f"#q{number}-{value}").press("Space")
        if number == 1:
            reader.after("Chose an answer")
        go_on(page, f"q{number + 1}" if number < len(OK) else "difficulty")
    reader.after("Continued to the question that is not scored")
    go_on(page, "treatment")
    reader.after("Continued to the last treatment")
    page.get_by_label("Yes", exact=True).press("Space")
    reader.after("Chose “Yes”")
    go_on(page, "reports")
    reader.after("Continued to side effects")
    go_on(page, "answers")
    reader.after("Continued to the answers")
    page.get_by_role("button", name="Finish").press("Enter")
    expect(received(page)).to_be_visible()
    reader.after("Finished")
    assert reader.heard == script()


def test_it_says_aloud_when_the_clinic_has_the_answers(page: Page, server, cast):
    pair(page, server, cast)
    check_in_cut_off(page, OK)
    aloud = page.get_by_role("status")
    expect(aloud).not_to_contain_text("Received")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(aloud).to_contain_text("Received by Oak Clinic at")
