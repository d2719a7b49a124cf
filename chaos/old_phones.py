"""Phones of every release, with a full outbox and half a check-in, meet today's server and app.

Each release runs as it was, out of the history of this repository: its server, its app in a real
browser. Then today's server takes its database over. Once the old app sends what waits, once the
new app finds the old one's disk.
"""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect, sync_playwright

from chaos.harness import Figures, Size
from chaos.patient import Patient, World
from chaos.proxy import Proxy
from chaos.scene import Killable
from tests.browser.patients import install
from tests.browser.phone import Phone
from tests.browser.server import ROOT
from tests.browser.watch import PATIENCE, Watch
from tests.cast import Cast

# The last change of each release.
RELEASES = {
    "1.0.0": "aaa190e",
    "1.1.0": "edc4342",
    "1.2.0": "f4d1f12",
    "1.3.0": "bfa7bce",
    "1.4.0": "6fc6b8c",
}
ENDS = ("the old app sends", "the new app sends")
WAITING: dict[Size, int] = {"short": 2, "long": 12}
PEOPLE = """
import os, sys
from pwa.care import enrol, pairing
from pwa.store.db import Database
from pwa.store.migrations import upgrade
try:
    from pwa.data_keys import data_keys
    from pwa.store import keyring
except ImportError:  # nothing was sealed yet
    pass
else:
    keyring.use(data_keys("", os.environ["SECRET_KEY"]))
database = Database(sys.argv[1])
upgrade(database.engine)
with database.session() as s:
    clinic = enrol.add_clinic(s, "Oak Clinic", "+1 555 010 0100", "US", "America/New_York")
    nora = enrol.add_staff(s, clinic.id, "nora@oak.example", "Nora North", "by the river we go")
    ana = enrol.add_patient(s, clinic.id, "Ana Alder", "+1 555 010 0111")
    token = pairing.make_invite(s, ana, nora.id).token
    s.commit()
print(token)
"""


def run(size: Size, seed: int) -> Figures:
    """Each release twice, with as many check-ins waiting."""
    figures = Figures()
    for release, commit in RELEASES.items():
        for number, end in enumerate(ENDS):
            own = Figures()
            with _phone_of(commit) as where:
                _meet(where, WAITING[size], seed + number, own, is_old=end == ENDS[0])
            figures.count(f"answers that waited, of {release}", own.counted["rows"])  # type: ignore[arg-type]
            for fault in own.faults:
                figures.fault(f"{release}, {end}: {fault}")
    return figures


@contextmanager
def _phone_of(commit: str) -> Iterator[World]:
    """The release's server and its app on a paired phone."""
    expect.set_options(timeout=PATIENCE)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="booster-chaos-")))
        old = _unpacked(commit, folder / "old")
        server = Killable(folder / "booster.sqlite")
        token = _people(old, server)
        server.root = old
        stack.enter_context(server)
        network = stack.enter_context(Proxy(server.port, lambda _asked: "none"))
        playwright = stack.enter_context(sync_playwright())
        watch = Watch()
        watch.allow("status of")
        phone = Phone(playwright, network.url, watch, folder / "profile")
        _pair(phone.open(), token)
        stack.callback(phone.close)
        phone.close()  # Chromium writes a new cookie to disk within half a minute, or now
        phone.open()
        yield World(server, Cast(*[""] * len(Cast._fields)), network, phone, watch)


def _pair(page: Page, token: str) -> None:
    page.goto(f"/app/pair#{token}")
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
    install(page)


def _meet(where: World, waiting: int, seed: int, figures: Figures, *, is_old: bool) -> None:
    """Fill its outbox and begin another check-in; today's server comes; all must arrive once."""
    patient = Patient(where, figures, seed)
    where.network.choose = lambda asked: "dropped before" if asked.method == "PUT" else "none"
    for _ in range(waiting):
        patient.look()
        patient.finish()
        patient.reads_result()
    patient.look()
    patient.answer(3)
    patient.keeps()
    release = _release(where.phone.page)
    where.server.stop()
    where.server.root = ROOT
    where.server.start()
    if not is_old:
        _let_it_update(where)
    figures.expect((_release(where.phone.page) == release) == is_old, "it is the other app")
    patient.ends()


def _let_it_update(where: World) -> None:
    """The new worker takes over when no page is left that the old one serves."""
    page = where.phone.page
    page.goto("/app/about")
    page.evaluate(UPDATE)
    where.phone.close()
    where.phone.open().goto("/app/about")


UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  for (let tries = 0; tries < 1200 && !registration.waiting; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


def _release(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-release")


def _unpacked(commit: str, folder: Path) -> Path:
    made = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _people(old: Path, server: Killable) -> str:
    """Enrol Ana with the release's own code; gives the secret of her invite."""
    command = [sys.executable, "-c", PEOPLE, server.env["DATABASE_URL"]]
    env = os.environ | server.env
    made = subprocess.run(command, cwd=old, env=env, capture_output=True, text=True, check=True)
    return made.stdout.strip()
