"""Who searches the phone's disk finds no answer in clear. A control shows that they could."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.disk import traces
from tests.browser.patients import (
    answer,
    begin,
    check_in,
    draft_is_kept,
    install,
    pair,
    received,
    rows,
    saved,
)

MARKED = [3, 1, 2, 0, 3, 2, 1]  # nothing else on a disk looks like this
UNSEALED = (r"!known\?\.seal ?\|\|", "true||")
BARE_DRAFT = (r"isCovered\(\) ?\|\| ?!crypto", "true||!crypto")


def mistake(context, sound: str, mistaken: str) -> list[str]:
    """Scripts with this mistake, whichever file it comes in; no worker that would keep the sound
    ones. Gives where it was made."""
    made = []

    def change(route: Route) -> None:
        response = route.fetch()
        body = response.text()
        if re.search(sound, body):
            made.append(route.request.url)
        route.fulfill(response=response, body=re.sub(sound, mistaken, body))

    context.add_init_script("delete Navigator.prototype.serviceWorker")
    context.route("**/js/*.js", change)
    return made


def killed(phone) -> list[str]:
    draft_is_kept(phone.page)
    phone.kill()
    return traces(phone._folder, MARKED, ["thinking_or_memory"])


def save_offline(phone) -> None:
    phone.context.route("**/api/check-ins/*", lambda route: route.abort())
    check_in(phone.page, MARKED)
    expect(saved(phone.page)).to_be_visible()


def stop_half_way(phone) -> None:
    begin(phone.page)
    answer(phone.page, MARKED)
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("how difficult")


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
    stop_half_way(phone)
    assert killed(phone) == []
    page = phone.open()
    page.goto("/app/check-in")
    expect(page.get_by_text("We kept the answers that you gave before.")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(7)


@pytest.mark.parametrize(
    ("wrong", "happens"), [(UNSEALED, save_offline), (BARE_DRAFT, stop_half_way)]
)
def test_without_it_they_would_be_found(phone, server, cast, wrong, happens):
    made = mistake(phone.context, *wrong)
    pair(phone.page, server, cast)
    happens(phone)
    assert made, "the mistake fits nowhere any more"
    assert killed(phone) != []
