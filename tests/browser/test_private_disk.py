"""Who searches the phone's disk finds no answer in clear. A control shows that they could."""

import pytest
from playwright.sync_api import Route, expect

from pwa.web.releases import STATIC
from tests.browser.disk import traces
from tests.browser.patients import answer, begin, check_in, install, pair, received, rows, saved

MARKED = [3, 1, 2, 0, 3, 2, 1]  # nothing else on a disk looks like this
UNSEALED = ("seal.js", "if (!known?.seal ||", "if (true ||")
BARE_DRAFT = ("draft.js", "if (isCovered() ||", "if (true ||")


def mistake(context, module: str, sound: str, mistaken: str) -> None:
    """The module with this mistake; no worker that would keep the sound one."""

    def change(route: Route) -> None:
        source = (STATIC / "js" / module).read_text()
        assert sound in source, "the mistake fits nowhere any more"
        route.fulfill(response=route.fetch(), body=source.replace(sound, mistaken))

    context.add_init_script("delete Navigator.prototype.serviceWorker")
    context.route(f"**/js/{module}", change)


def killed(phone) -> list[str]:
    phone.page.wait_for_timeout(300)  # one commit on disk takes a few milliseconds
    phone.kill()
    return traces(phone._folder, MARKED, ["thinking_or_memory"])


def save_offline(phone) -> None:
    phone.context.route("**/api/check-ins/*", lambda route: route.abort())
    check_in(phone.page, MARKED)
    expect(saved(phone.page)).to_be_visible()


def test_answers_that_wait_are_not_in_clear_on_disk(phone, server, cast):
    pair(phone.page, server, cast)
    install(phone.page)
    phone.close()  # Chromium writes a new cookie to disk within half a minute, or now
    phone.open().goto("/app")
    save_offline(phone)
    assert killed(phone) == []
    page = phone.open()
    with page.expect_response("**/api/check-ins/*"):
        page.goto("/app")
    expect(received(page)).to_be_visible()
    assert [row.answers for row in rows(server)] == [MARKED]
    assert killed(phone) == []


def test_a_draft_is_not_in_clear_on_disk(phone, server, cast):
    pair(phone.page, server, cast)
    install(phone.page)
    begin(phone.page)
    answer(phone.page, MARKED)
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("how difficult")
    assert killed(phone) == []
    page = phone.open()
    page.goto("/app/check-in")
    expect(page.get_by_text("We kept the answers that you gave before.")).to_be_visible()
    assert page.locator("input:checked").count() == 8


@pytest.mark.parametrize("wrong", [UNSEALED, BARE_DRAFT])
def test_without_it_they_would_be_found(phone, server, cast, wrong):
    mistake(phone.context, *wrong)
    pair(phone.page, server, cast)
    save_offline(phone)
    assert killed(phone) != []
