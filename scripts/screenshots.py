"""`.venv/bin/python -m scripts.screenshots`: pictures of the demo for the README."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pwa.demo.people import STAFF_EMAIL, STAFF_PASSWORD
from tests.browser.phone import PHONE, chromium, flags
from tests.browser.server import Server

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
SMALL = PHONE | {"device_scale_factor": 1}
DESK = {"viewport": {"width": 1100, "height": 760}}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.sqlite"
        env = {"BOOSTER_DEMO": "1", "DATABASE_URL": f"sqlite:///{file}"}
        seeding = [sys.executable, "-m", "pwa.demo"]
        subprocess.run(seeding, env=os.environ | env, check=True, stdout=subprocess.DEVNULL)
        with Server(file, **env) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
            _patient(browser, server.url)
            _clinic(browser, server.url)
            browser.close()


def _patient(browser: Browser, url: str) -> None:
    page = browser.new_context(base_url=url, **SMALL).new_page()
    _become(page, "symptoms-back")
    _shoot(page, "request")
    page.emulate_media(color_scheme="dark")
    page.goto("/app/history")
    page.locator("svg").first.wait_for()
    _shoot(page, "history")
    page.emulate_media(color_scheme="light")
    _become(page, "doing-well")
    page.goto("/app/check-in")
    page.get_by_role("button", name="Continue").wait_for()
    page.get_by_text("Question 1 of 7").wait_for()
    _shoot(page, "question")


def _clinic(browser: Browser, url: str) -> None:
    page = browser.new_context(base_url=url, **DESK).new_page()
    page.goto("/clinic/")
    page.get_by_label("Email").fill(STAFF_EMAIL)
    page.get_by_label("Password").fill(STAFF_PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    _shoot(page, "worklist")
    page.goto("/clinic/thresholds")
    _shoot(page, "thresholds")
    page.locator("[name=return_cutoff]").fill("10")
    page.locator("[name=why]").fill("Fewer calls for small rises")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("link", name="Try it out first").click()
    page.get_by_role("button", name="Replay made-up patients instead").click()
    page.get_by_role("heading", name="Made-up patients").wait_for()
    page.get_by_role("table").first.wait_for()
    _shoot(page, "lab")


def _become(page: Page, slug: str) -> None:
    page.goto(f"/demo/{slug}")
    page.get_by_role("button").click()
    page.locator("#more:visible").wait_for()
    page.locator("#today:visible").wait_for()


def _shoot(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
