"""Looks over the shoulder of every page: errors and policy violations fail the test."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

# A phone out of reach is not an error of a page, nor is being told to pair first.
EXPECTED = (
    r"^Failed to load resource: net::ERR_",
    r"^Failed to load resource: the server responded with a status of 401 .*/api/",
)


PATIENCE = 60_000  # ms: a busy machine is slow, not wrong
# The app gives a disk four seconds. Here it may take longer, unless a test says how long.
PATIENT = """() => {
  const wait = setTimeout.bind(globalThis);
  globalThis.setTimeout = (work, ms, ...more) =>
    wait(work, ms === 4000 ? globalThis.diskPatience ?? 60000 : ms, ...more);
}"""


class Watch:
    def __init__(self) -> None:
        self.faults: list[str] = []
        self._allowed = [re.compile(words) for words in EXPECTED]

    def follow(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(f"({PATIENT})()")
        context.on("console", self._console)
        context.on("weberror", self._error)

    def allow(self, words: str) -> None:
        """Expect messages with these words (a regular expression) in this test."""
        self._allowed.append(re.compile(words))

    def check(self) -> None:
        faults = [one for one in self.faults if not any(p.search(one) for p in self._allowed)]
        assert not faults, "the browser complained:\n" + "\n".join(faults)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert") or "Content Security Policy" in message.text:
            self.faults.append(f"{message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"{error.error}")
