"""What a phone was promised comes back, whatever backup its clinic has to begin from."""

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from pwa.cli import main
from tests.browser.patients import CHECK_INS, HIGH, OK, check_in, install, pair, received, rows
from tests.postgres import owners, superusers


class Operator:
    """Backs the server up, and restores what it was at the first backup."""

    def __init__(self, server, kind, folder) -> None:
        self._server, self._kind, self._folder = server, kind, folder
        self._scratch = kind.bare(folder)
        self._url = server.env["DATABASE_URL"]
        self._types("backup", "key", folder / "key")
        self._recipient = (folder / "key").read_text().split()[2]

    def backs_up(self, name: str) -> None:
        self._types("backup", self._folder / name, "--to", self._recipient)

    def restores(self, name: str) -> None:
        self._server.kill()
        self._kind.lost(self._url)
        self._types("restore", self._folder / name, "--identity", self._folder / "key")
        self._server.start()

    def _types(self, *words) -> None:
        env = {
            "DATABASE_URL": self._url,
            "DATABASE_OWNER_URL": owners(self._url),
            "DATABASE_BACKUP_URL": superusers(self._url),
            "BOOSTER_SCRATCH_URL": superusers(self._scratch),
        }
        result = CliRunner().invoke(main, [str(word) for word in words], env=env)
        assert result.exit_code == 0, result.output


@pytest.fixture
def operator(server, kind_of_run, tmp_path) -> Operator:
    return Operator(server, kind_of_run, tmp_path)


def copies(page: Page) -> int:
    """How many lie on the phone's disk."""
    return page.evaluate(
        """() => new Promise((resolve, reject) => {
            const asked = indexedDB.open("booster");
            asked.onerror = () => reject(asked.error);
            asked.onsuccess = () => {
                const row = asked.result.transaction("meta").objectStore("meta").get("copies");
                row.onsuccess = () => { asked.result.close(); resolve((row.result ?? []).length); };
            };
        })"""
    )


def sends(page: Page, answers) -> None:
    check_in(page, answers)
    expect(received(page)).to_be_visible()


def contact(page: Page) -> None:
    """Look in: the phone asks for the session, and does what follows from it."""
    with page.expect_response("**/api/session"):
        page.goto("/app")
    page.evaluate("navigator.locks.request('booster-sync', () => true)")


def test_it_is_offered_again_to_a_server_that_lost_it(page, server, cast, operator):
    pair(page, server, cast)
    install(page)
    operator.backs_up("one")
    sends(page, HIGH)
    assert copies(page) == 1
    operator.restores("one")
    assert rows(server) == []

    with page.expect_response(CHECK_INS) as offered:
        page.goto("/app")
    assert offered.value.status == 201
    contact(page)
    assert [row.answers for row in rows(server)] == [HIGH]

    operator.backs_up("two")
    contact(page)
    assert copies(page) == 0


def test_it_is_kept_from_whoever_signs_out_until_the_patient_is_back(page, server, cast, operator):
    pair(page, server, cast)
    install(page)
    operator.backs_up("one")
    sends(page, OK)
    page.goto("/app")
    page.get_by_text("Remove this phone").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Remove this phone").click()
    expect(page.get_by_role("heading", name="Pair this phone first")).to_be_visible()
    assert copies(page) == 1
    operator.restores("one")

    with page.expect_response(CHECK_INS):
        pair(page, server, cast)
    contact(page)
    assert [row.answers for row in rows(server)] == [OK]
