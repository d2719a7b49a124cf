"""The shell: the same bytes for everyone, nothing personal in the cache, nothing fetched late."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import pwa
from pwa.web.releases import script_file
from tests.browser.patients import OK, check_in, install, pair, received

JS = Path(pwa.__file__).parent / "static" / "js"
PAGES = {
    "/app": "home",
    "/app/check-in": "asking",
    "/app/history": "history",
    "/app/help": "help",
    "/app/pair": "pair",
    "/app/install": "install",
    "/app/about": "app",
    "/app/settings": "app",
    "/app/reminders": "reminders",
    "/app/privacy": "privacy",
    "/app/plan": "my_plan",
    "/app/between": "between",
    "/app/data": "data",
    "/app/language": "language",
}
IMPORT = re.compile(r'^(?:import|export)\b (?:[^"]* from )?"\./(\w+)\.js"', re.MULTILINE)
PERSONAL = ("Ana", "Oak Clinic", "555 010")
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
  }
  return found;
}"""


def closure(module: str) -> set[str]:
    """The module and everything that it imports at once."""
    found, ahead = set(), [module]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += IMPORT.findall((JS / f"{name}.js").read_text())
    return found


@pytest.mark.parametrize(("path", "script"), PAGES.items())
def test_each_page_names_every_module_it_needs(app, path, script):
    """Else an old phone would find out about one module after the other."""
    html = app.test_client().get(path).text
    named = re.findall(r'/js/(\w+)\.js"', html)
    assert set(named) == {Path(script_file(name)).stem for name in closure(script)}
    assert len(named) == len(set(named))


def test_each_page_is_the_same_for_everyone(server, page: Page, cast):
    pair(page, server, cast)
    paired = {path: page.request.get(path).text() for path in PAGES}
    page.context.clear_cookies()
    assert {path: page.request.get(path).text() for path in PAGES} == paired


def test_nothing_personal_is_in_the_cache(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    check_in(page, OK)
    expect(received(page)).to_be_visible()
    page.goto("/app/history")
    cached = page.evaluate(CACHED)
    assert set(PAGES) <= {path for path, _ in cached}
    for path, text in cached:
        assert not path.startswith(("/api", "/clinic", "/demo"))
        assert not any(word in text for word in PERSONAL), path


def test_the_worker_is_short_and_posts_nothing(app):
    worker = app.test_client().get("/service-worker.js").text
    assert worker.count("\n") < 120  # files, and the reminders that it must show
    assert "indexedDB" not in worker
    assert '"POST"' not in worker
    # Nothing of the patient's: only where a reminder can reach this phone from now on.
    assert worker.count('"PUT"') == worker.count('fetch("/api/push", { method: "PUT"') == 1


def test_modules_are_small():
    long = {p.name: n for p in JS.glob("*.js") if (n := p.read_text().count("\n")) > 130}
    assert not long
