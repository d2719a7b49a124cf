"""What a patient does and sees, in whichever engine. A press needs its target on top."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from tests.browser.patients import OPTIONS, PAINTED
from tests.browser.server import PATIENCE

PRESS = """(path) => {
  const found = document.evaluate(path, document, null, 7, null);
  for (let i = 0; i < found.snapshotLength; i += 1) {
    const one = found.snapshotItem(i);
    one.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = one.getBoundingClientRect();
    const there = width > 0 && document.elementFromPoint(x + width / 2, y + height / 2);
    if (!there || !one.contains(there) || one.disabled) continue;
    there.click();
    return true;
  }
  return false;
}"""
# Asked again and again: a promise of a page that is left is never kept.
WORKER = """() => {
  navigator.serviceWorker.ready.then(() => { globalThis.workerIs = "there"; });
  return globalThis.workerIs ?? "";
}"""
SEEN = "() => document.body.innerText"
HEADING = """() => [...document.querySelectorAll("h1")]
  .find((one) => one.checkVisibility())?.innerText ?? ''"""
NAMED = "[normalize-space()='{}']"


class Away(Exception):
    """The page went while it was asked."""


class Engine(Protocol):
    """A browser with one page."""

    def goto(self, path: str) -> None: ...
    def run(self, function: str, *args: Any) -> Any: ...


def until(holds: Callable[[], Any], what: Callable[[], str]) -> None:
    """Look until it holds; say what was seen when it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what()
        time.sleep(0.05)


def press(engine: Engine, name: str) -> None:
    """A button or a link of this name."""
    named = NAMED.format(name)
    _press(engine, f"//button{named} | //a{named}")


def choose(engine: Engine, name: str) -> None:
    _press(engine, f"//label{NAMED.format(name)}")


def _press(engine: Engine, path: str) -> None:
    until(lambda: engine.run(PRESS, path), lambda: f"no {path} in:\n{engine.run(SEEN)}")


def sees(engine: Engine, words: str) -> None:
    """Wait until these words are on the page."""
    until(lambda: words in said(engine, SEEN), lambda: f"no {words!r} in:\n{engine.run(SEEN)}")


def is_at(engine: Engine, words: str) -> None:
    """Wait until the heading has these words."""
    until(lambda: words in said(engine, HEADING), lambda: f"no {words!r} over:\n{engine.run(SEEN)}")


def said(engine: Engine, function: str) -> str:
    try:
        return engine.run(function)
    except Away:
        return ""  # the next page is on its way


def pair(engine: Engine, token: str) -> None:
    """Pair by the link, and wait until the worker has every file."""
    engine.goto(f"/app/pair#{token}")
    press(engine, "Pair this phone")
    is_at(engine, "Hello Ana Alder")
    until(lambda: said(engine, WORKER) == "there", lambda: "no worker for the app")


def answer(engine: Engine, answers: Sequence[int], first: int = 1) -> None:
    for number, value in enumerate(answers, first):
        sees(engine, f"Question {number} of 7")
        choose(engine, OPTIONS[value])
        press(engine, "Continue")


def draft_is_kept(engine: Engine) -> None:
    lock = "navigator.locks.request('booster-draft', () => true)"
    engine.run(f"() => {PAINTED}.then(() => {lock})")


def finish(engine: Engine) -> None:
    """From the difficulty question to the result."""
    is_at(engine, "how difficult")
    choose(engine, "Somewhat difficult")
    press(engine, "Continue")
    is_at(engine, "Is that right?")
    choose(engine, "Yes")
    press(engine, "Continue")
    is_at(engine, "Do you have any of these now?")
    press(engine, "Continue")
    is_at(engine, "Check your answers")
    press(engine, "Finish")
