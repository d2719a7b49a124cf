"""Accessibility, as far as a machine can tell: axe-core on a page as it stands."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

IS_THERE = "() => 'axe' in globalThis"
# What violates nothing stays in the browser: to send it here takes as long as to find it.
RUN = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return { violations };
}"""


def assert_accessible(page: Page) -> None:
    """No violation of any axe rule on this page, in the state that it is in now."""
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(RUN))
    assert found.violations_count == 0, found.generate_report()
