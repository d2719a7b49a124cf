"""The pictures in the app's manifest: `.venv/bin/python -m scripts.app_pictures`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.phone import PHONE, chromium, flags
from tests.browser.server import Server

FOLDER = Path(__file__).parent.parent / "pwa" / "static" / "screenshots"
NARROW = PHONE | {"device_scale_factor": 1}
WIDE = {"viewport": {"width": 1280, "height": 800}}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.sqlite"
        env = {"BOOSTER_DEMO": "1", "DATABASE_URL": f"sqlite:///{file}"}
        subprocess.run([sys.executable, "-m", "pwa.demo"], env=os.environ | env, check=True)
        with Server(file, **env) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
            _question(_become(browser, server.url, NARROW))
            _scores(_become(browser, server.url, WIDE))
            browser.close()


def _become(browser: Browser, url: str, shape: dict) -> Page:
    page = browser.new_context(base_url=url, **shape).new_page()
    page.goto("/demo/doing-well")
    page.get_by_role("button").first.click()
    page.get_by_role("link", name="Check in", exact=True).wait_for()
    return page


def _question(page: Page) -> None:
    page.get_by_role("link", name="Check in", exact=True).click()
    page.get_by_role("button", name="Continue").wait_for()
    page.get_by_label("Several days", exact=True).locator("visible=true").check()
    _shoot(page, "narrow")


def _scores(page: Page) -> None:
    page.goto("/app/history")
    page.locator("svg").first.wait_for()
    _shoot(page, "wide")


def _shoot(page: Page, name: str) -> None:
    page.evaluate("document.querySelector('.demo-banner')?.remove()")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
