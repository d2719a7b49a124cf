"""The same seven questions by us, by others and by a bare page, on a slow phone and network.

    .venv/bin/python -m benchmarks.beside_others [--rounds 3]

Needs npm, which fetches the others' packages as it is set up on this machine; no test needs it.
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.beside_others.phone import Seen, first_visit, offline
from benchmarks.beside_others.sites import OURS, SITES, Site, prepare
from benchmarks.submissions import SECRET_KEY, server
from pwa.care import enrol, pairing
from pwa.data_keys import data_keys
from pwa.store import keyring
from pwa.store.db import Database
from pwa.store.migrations import upgrade
from tests.browser.phone import PHONE, chromium, flags

WORKERS = 4


def invites(file: Path, count: int) -> list[str]:
    """A clinic with a patient, and links to pair phones with."""
    keyring.use(data_keys(given="", secret_key=SECRET_KEY))
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    with database.session() as session:
        oak = enrol.add_clinic(session, "Oak Clinic", "+1 555 010 0100", "US", "UTC")
        ana = enrol.add_patient(session, oak.id, "Ana Alder")
        tokens = [pairing.make_invite(session, ana, "").token for _ in range(count)]
        session.commit()
    database.engine.dispose()
    return tokens


def pair(context: BrowserContext, token: str) -> Page:
    page = context.new_page()
    page.goto(f"/app/pair#{token}")
    page.get_by_role("button", name="Pair this phone").click()
    page.get_by_role("heading", name="Hello Ana Alder").wait_for()
    return page


def measured(browser: Browser, url: str, site: Site, token: str) -> Seen:
    with browser.new_context(base_url=url, service_workers="block", **PHONE) as context:
        if site is OURS:
            pair(context, token).close()
        return first_visit(context, site)


def from_home_screen(browser: Browser, url: str, token: str) -> float:
    """Ours only: of the others none keeps itself on a phone."""
    with browser.new_context(base_url=url, **PHONE) as context:
        page = pair(context, token)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.close()
        return offline(context, "/app", "document.querySelector('#today:not([hidden])')")


def report(found: dict[str, list[Seen]]) -> None:
    print("| | all bytes, KB | of them headers | requests | first paint, ms | first question, ms "
          "| blocked, ms | tap to next, ms |\n|---|" + "---|" * 7)  # fmt: skip
    for name, seen in found.items():
        middle = Seen(*(median(values) for values in zip(*seen, strict=True)))
        print(
            f"| {name} | {(middle.bodies + middle.headers) / 1024:.1f} "
            f"| {middle.headers / 1024:.1f} "
            f"| {middle.requests:.0f} | {middle.paint:.0f} | {middle.ready:.0f} "
            f"| {middle.blocked:.0f} | {middle.tap:.0f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    found: dict[str, list[Seen]] = {site.name: [] for site in SITES}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        os.environ["BENCH_OTHERS"] = str(folder)
        prepare(folder)
        tokens = invites(folder / "ours.sqlite", 2 * rounds)
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        app = "benchmarks.beside_others.served:app"
        with server(app, f"sqlite:///{folder}/ours.sqlite", WORKERS) as port:
            url = f"http://localhost:{port}"
            for token in tokens[:rounds]:
                for site in SITES:
                    found[site.name].append(measured(browser, url, site, token))
            opened = [from_home_screen(browser, url, token) for token in tokens[rounds:]]
        browser.close()
    report(found)
    print(f"\nBooster Check from the home screen without a connection: {median(opened):.0f} ms")


if __name__ == "__main__":
    main()
