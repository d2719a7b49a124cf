"""Bytes and requests of a first visit up to the first question, as gunicorn sends them.

    .venv/bin/python -m benchmarks.first_visit

A phone that was never here opens the clinic's link, pairs, sees the first screen, begins a check-in
and reads the first question. The server's own log counts bodies, compressed as sent. Over HTTP/1.1
headers come on top; HTTP/2 in front, as in deploy/Caddyfile, sends repeated ones in about a
byte each. A second visit counts what the service worker fetches behind the screens.
"""

import http.client
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from pwa.care import enrol, pairing
from pwa.store.db import Database
from pwa.store.migrations import upgrade
from tests.browser.phone import PHONE, chromium, flags
from tests.browser.server import Server

FIRST_PAINT = 14 * 1024
FIRST_QUESTION = 25 * 1024
LOG_LINE = "%(m)s %(U)s %(s)s %(B)s %(f)s"
WORKER = "/service-worker.js"


class Sent(NamedTuple):
    """One answer of the server, from its log."""

    method: str
    path: str
    status: str
    body: int
    referrer: str

    @property
    def by_worker(self) -> bool:
        return WORKER in self.referrer or self.path == WORKER


class Clinic:
    """A server with one patient and two fresh links."""

    def __init__(self, folder: Path) -> None:
        database = Database(f"sqlite:///{folder / 'booster.sqlite'}")
        upgrade(database.engine)
        with database.session() as session:
            oak = enrol.add_clinic(session, "Oak Clinic", "+1 555 010 0100", "US", "UTC")
            ana = enrol.add_patient(session, oak.id, "Ana Alder")
            self.links = [pairing.make_invite(session, ana, "").token for _ in range(2)]
            session.commit()
        database.engine.dispose()
        self.log = folder / "access.log"
        arguments = f"--access-logfile {self.log} --access-logformat '{LOG_LINE}'"
        self.server = Server(
            folder / "booster.sqlite", GUNICORN_CMD_ARGS=arguments, BOOSTER_LOG="plain"
        )

    def sent(self) -> list[Sent]:
        """What was sent since the last time."""
        lines = [line.split() for line in self.log.read_text().splitlines()]
        self.log.write_text("")
        return [
            Sent(method, path, status, int(body), referrer)
            for method, path, status, body, referrer in lines
            if path != "/healthz"
        ]


def visit(browser: Browser, url: str, token: str, workers: str) -> None:
    context = browser.new_context(base_url=url, service_workers=workers, **PHONE)
    page = context.new_page()
    page.goto(f"/app/pair#{token}")
    page.get_by_role("button", name="Pair this phone").click()
    page.get_by_role("heading", name="Hello Ana Alder").wait_for()
    page.get_by_role("link", name="Check in", exact=True).click()
    first_question(page)
    context.set_offline(workers == "block")  # what is fetched from now on comes after it
    if workers == "allow":
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.close()


def first_question(page: Page) -> None:
    page.get_by_text("Question 1 of 7").wait_for()
    page.get_by_role("button", name="Continue").wait_for()


def headers_of(url: str, path: str) -> int:
    """The bytes of one answer's headers over HTTP/1.1."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    answered = connection.getresponse()
    return sum(len(f"{name}: {value}\r\n") for name, value in answered.getheaders()) + 17


def report(sent: list[Sent], behind: list[Sent], headers: int) -> bool:
    for one in sorted(sent, key=lambda one: -one.body):
        print(f"{one.body:7} B  {one.method} {one.path}")
    sheet = next(one.body for one in sent if one.path.endswith("/app.css"))
    pages = {one.path: one.body for one in sent if one.path.startswith("/app")}
    with_sheet = pages.pop("/app/check-in")
    paint, in_all = max(with_sheet, max(pages.values()) + sheet), sum(one.body for one in sent)
    print(f"first paint, HTML + CSS        {paint:6} B  aim {FIRST_PAINT}")
    print(f"to the first question, in all  {in_all:6} B  aim {FIRST_QUESTION}")
    print(f"  {len(sent)} requests, with about {headers} B of headers each over HTTP/1.1")
    print(f"the worker behind it           {sum(one.body for one in behind):6} B")
    print(f"  {len(behind)} requests, which no screen waits for")
    return paint <= FIRST_PAINT and in_all <= FIRST_QUESTION


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        clinic = Clinic(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        with clinic.server as server:
            visit(browser, server.url, clinic.links[0], "block")
            sent = clinic.sent()
            visit(browser, server.url, clinic.links[1], "allow")
            behind = [one for one in clinic.sent() if one.by_worker]
            headers = headers_of(server.url, sent[0].path)
        browser.close()
    return 0 if report(sent, behind, headers) else 1


if __name__ == "__main__":
    sys.exit(main())
