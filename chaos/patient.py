"""A patient's fingers on a phone whose browser may be killed at any moment.

`sure` answers are known to be on disk, `tried` ones have been tapped: what is found again after a
kill lies between the two, and is what was given.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Page, expect, sync_playwright

from chaos.harness import Figures
from chaos.history import rows_of
from chaos.proxy import Proxy
from chaos.scene import Killable
from tests.browser.patients import draft_is_kept, install, pair, received, rows
from tests.browser.phone import Phone
from tests.browser.watch import PATIENCE, Watch
from tests.cast import Cast
from tests.databases import people, url_of

GIVEN = """() => [...Array(7)].map((_, n) => {
  const found = document.querySelector(`input[name="q${n + 1}"]:checked`);
  return found ? Number(found.value) : null;
})"""
STEP = re.compile(r"#[\w-]+$")
ROUNDS = 200  # of looking whether all has arrived, a quarter of a second each


class World(NamedTuple):
    """`network` decides what becomes of each request: see chaos/proxy.py."""

    server: Killable
    cast: Cast
    network: Proxy
    phone: Phone
    watch: Watch


@contextmanager
def world(mistake: tuple[str, str] | None = None) -> Iterator[World]:
    """A server, a network in front of it and a paired phone with the app on it."""
    expect.set_options(timeout=PATIENCE)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="booster-chaos-")))
        cast = people(url_of(folder / "booster.sqlite"))
        server = stack.enter_context(Killable(folder / "booster.sqlite"))
        network = stack.enter_context(Proxy(server.port, lambda _asked: "none"))
        playwright = stack.enter_context(sync_playwright())
        watch = Watch()
        watch.allow("status of")
        network.mistake = mistake
        phone = Phone(playwright, network.url, watch, folder / "profile")
        pair(phone.open(), server, cast)
        stack.callback(phone.close)
        install(phone.page)
        phone.close()  # Chromium writes a new cookie to disk within half a minute, or now
        phone.open()
        yield World(server, cast, network, phone, watch)


class Patient:
    """Answers check-ins, each with answers of its own, and notes what was promised."""

    def __init__(self, world: World, figures: Figures, seed: int) -> None:
        self.world, self.figures, self.random = world, figures, random.Random(seed)
        self.finished: list[list[int]] = []
        self._used: set[tuple[int, ...]] = set()
        self._begin()

    @property
    def page(self) -> Page:
        return self.world.phone.page

    @property
    def step(self) -> str:
        return self.page.url.rpartition("#")[2]

    @property
    def left(self) -> int:
        """How many questions are still to be answered."""
        return 7 - self.tried

    def _begin(self) -> None:
        """Think of answers that nobody has given before."""
        self.answers = [self.random.randrange(4) for _ in range(7)]
        if tuple(self.answers) in self._used:
            self._begin()
        self._used.add(tuple(self.answers))
        self.sure = self.tried = 0
        self.finishing = False

    def look(self) -> None:
        """Open the check-in. What was given before is there."""
        self.page.goto("/app/check-in")
        expect(self.page).to_have_url(STEP)
        found = self.page.evaluate(GIVEN)
        if self.finishing and found == [None] * 7:
            self._is_finished()
        elif not self._fits(found):
            state = f"{self.answers}, {self.sure} of them sure, {self.tried} tried"
            self.figures.fault(f"the draft has {found}, was given {state}")
        self.tried = sum(one is not None for one in found)

    def _fits(self, found: list[int | None]) -> bool:
        kept = sum(one is not None for one in found)
        given = self.answers[:kept] + [None] * (7 - kept)
        return self.sure <= kept <= self.tried and found == given

    def answer(self, count: int) -> None:
        """The next so many questions. Nothing is waited for after the last tap."""
        for number in range(self.tried, min(7, self.tried + count)):
            self._reach(f"q{number + 1}")
            self.page.locator(f"#q{number + 1}-{self.answers[number]}").check()
            self.tried = number + 1
            self.page.locator("#continue").click()

    def keeps(self) -> None:
        """Wait until what was given is on disk."""
        draft_is_kept(self.page)
        self.sure = self.tried

    def _reach(self, step: str) -> None:
        expect(self.page).to_have_url(STEP)
        while self.step != step:
            self._go_on()

    def _go_on(self) -> None:
        here = self.page.url
        if self.step == "treatment":
            self.page.locator("#last_treatment-yes").check()
        self.page.locator("#continue").click()
        expect(self.page).not_to_have_url(here)

    def finish(self) -> None:
        """Tap Finish; nothing is waited for."""
        self.answer(7)
        self._reach("answers")
        self.keeps()
        self.finishing = True
        self.page.locator("#continue").click()

    def reads_result(self) -> None:
        """Wait for the result: from now on it is promised to be on this phone at least."""
        expect(self.page.locator("#result")).to_be_visible()
        expect(self.page.locator(".state:visible").first).to_be_visible()
        if received(self.page).is_visible() and self.answers not in self._arrived():
            self.figures.fault(f"shown as received and not there: {self.answers}")
        self._is_finished()

    def _is_finished(self) -> None:
        self.finished.append(self.answers)
        self._begin()

    def _arrived(self) -> list[list[int | None]]:
        return [row.answers for row in rows(self.world.server)]

    def ends(self) -> None:
        """With a network and a server that work everything arrives, once, and nothing else."""
        self.world.network.choose = lambda _asked: "none"
        self.look()
        self.finish()
        self.reads_result()
        for _ in range(ROUNDS):
            if len(self._arrived()) >= len(self.finished):
                break
            self.page.goto("/app")
            self._try_again()
            self.page.wait_for_timeout(250)
        self._compare(Counter(map(tuple, self.finished)), Counter(map(tuple, self._arrived())))

    def _try_again(self) -> None:
        expect(self.page.get_by_role("heading", level=1).locator("visible=true")).to_be_visible()
        buttons = self.page.get_by_role("button", name="Try again")
        buttons.evaluate_all("all => all.forEach((one) => one.click())")  # each ends with its item

    def _compare(self, promised: Counter, there: Counter) -> None:
        for answers in (promised - there).elements():
            self.figures.fault(f"lost: {answers}")
        for answers in (there - promised).elements():
            self.figures.fault(f"twice, altered or nobody's: {answers}")
        for row in rows_of(self.world.server.env["DATABASE_URL"]):
            self.figures.expect(row.advised == 1, f"half kept: {row.id}")
        self.figures.counted["check-ins finished"] = len(self.finished)
        self.figures.counted["rows"] = there.total()
