"""Accessibility, as far as a machine can tell: axe-core on a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page) -> None:
    """No violation of any axe rule on this page, in the state that it is in now."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
