"""A phone: Chromium with its screen and a storage that outlives it."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.watch import Watch

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-US",
    "timezone_id": "America/New_York",
}
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
PATIENCE = 60


def chromium() -> str:
    """Where Chromium is. Without one nothing here can be tested, so that is a failure."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.fail("Chromium is missing: `make test` installs it, or set CHROMIUM to one.")
    return found


def flags() -> list[str]:
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def close(context: BrowserContext) -> None:
    """Close it, also when a request is still being answered by the test."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.close()


class Phone:
    """A browser on one profile: what it stored is there when it is opened again."""

    def __init__(self, playwright: Playwright, url: str, watch: Watch, folder: Path) -> None:
        self._playwright, self._url, self._watch, self._folder = playwright, url, watch, folder
        self.context: BrowserContext

    def open(self) -> Page:
        """Switch it on, and give its page."""
        for left_over in self._folder.glob("Singleton*"):
            left_over.unlink()
        self.context = self._playwright.chromium.launch_persistent_context(
            self._folder, executable_path=chromium(), args=flags(), base_url=self._url, **PHONE
        )
        self._watch.follow(self.context)
        return self.page

    @property
    def page(self) -> Page:
        return self.context.pages[0]

    def kill(self) -> None:
        """Kill the browser where it stands (-9), as a phone short of memory does."""
        browser = self._process()
        assert browser, "no browser runs on this profile"
        os.kill(browser, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while self._process() and time.monotonic() < end:
            time.sleep(0.05)
        self.close()

    def close(self) -> None:
        try:
            close(self.context)
        except PlaywrightError:
            return  # it was killed

    def _process(self) -> int:
        """The id of the browser's first process, 0 when there is none."""
        mine = f"--user-data-dir={self._folder}"
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if mine in words and not any(word.startswith("--type=") for word in words):
                return int(entry.parent.name)
        return 0
