"""Nothing is lost and nothing is counted twice, whatever answers on the way."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from pwa.care import enrol
from tests.browser.patients import (
    CHECK_INS,
    OK,
    answer,
    begin,
    check_in,
    check_in_cut_off,
    finish,
    install,
    invite,
    pair,
    received,
    rows,
    saved,
)

PORTAL = "<!doctype html><title>Hotel</title><h1>Welcome! Please sign in</h1>"
AGAIN = "dispatchEvent(new Event('online'))"


@pytest.fixture
def paired(page: Page, server, cast) -> Page:
    pair(page, server, cast)
    install(page)
    return page


def told(item: str, digest: str) -> str:
    return json.dumps({"id": item, "digest": digest, "received_at": "2026-04-27T15:00:00+00:00"})


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", PORTAL),
        (200, "application/json", "{}"),
        (200, "application/json", "[]"),
        (200, "application/json", "null"),
        (201, "application/json", told("ca2a2e26-9d3e-4f3c-8f5e-6a8a3c2f1b00", "0" * 64)),
        (202, "application/json", "{}"),
        (204, "text/plain", ""),
        (302, "text/html", PORTAL),
        (403, "text/html", PORTAL),
        (429, "application/json", '{"error": {"code": "too-many", "message": "Wait"}}'),
        (500, "application/json", '{"error": {"code": "error", "message": "Sorry"}}'),
        (503, "application/json", '{"error": {"code": "unavailable", "message": "Sorry"}}'),
    ],
)
def test_no_other_answer_counts_as_received(paired: Page, server, watch, status, kind, body):
    watch.allow(f"status of {status}")
    paired.route(
        CHECK_INS, lambda route: route.fulfill(status=status, content_type=kind, body=body)
    )
    with paired.expect_response(CHECK_INS):
        check_in(paired, OK)
    expect(saved(paired)).to_be_visible()
    expect(received(paired)).to_be_hidden()
    assert rows(server) == []

    paired.unroute(CHECK_INS)
    paired.goto("/app")
    expect(received(paired)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_the_right_id_with_another_digest_does_not_count(paired: Page, server):
    def other_digest(route: Route) -> None:
        item = route.request.url.rsplit("/", 1)[1]
        route.fulfill(status=201, content_type="application/json", body=told(item, "0" * 64))

    paired.route(CHECK_INS, other_digest)
    with paired.expect_response(CHECK_INS):
        check_in(paired, OK)
    expect(saved(paired)).to_be_visible()
    paired.unroute(CHECK_INS)
    paired.goto("/app")
    expect(received(paired)).to_be_visible()
    assert len(rows(server)) == 1


def test_a_lost_acknowledgement_makes_no_second_row(paired: Page, server):
    lost = []

    def lose(route: Route) -> None:
        if not lost:  # a second try is cut off at once: it must not still be under way later
            lost.append((route.fetch().status, route.request.post_data))
        route.abort()

    paired.route(CHECK_INS, lose)
    with paired.expect_event("requestfailed", lambda request: request.method == "PUT"):
        check_in(paired, OK)
    expect(saved(paired)).to_be_visible()
    (row,) = rows(server)
    # Listening from before: the next try may come before the page does.
    with paired.expect_response(CHECK_INS) as answered:
        paired.unroute(CHECK_INS)
        paired.goto("/app")
    expect(received(paired)).to_be_visible()
    assert lost[0][0] == 201
    assert answered.value.status == 200
    assert answered.value.request.post_data == lost[0][1]
    assert [one.id for one in rows(server)] == [row.id]


def test_two_tabs_send_one_item_once(paired: Page, context, server):
    other = context.new_page()
    other.goto("/app")
    paired.bring_to_front()  # behind another a page paints once a second
    context.set_offline(True)
    check_in(paired, OK)
    expect(saved(paired)).to_be_visible()
    sent = []
    context.on(
        "request", lambda request: sent.append(request.url) if request.method == "PUT" else 0
    )
    context.set_offline(False)  # both hear of it
    for page in (paired, other):
        page.evaluate(AGAIN)
    expect(received(paired)).to_be_visible()
    expect(received(other)).to_be_visible()
    other.wait_for_timeout(500)
    assert len(sent) == len(rows(server)) == 1


def test_two_tabs_finish_one_draft_once(paired: Page, context, server):
    begin(paired)
    answer(paired, OK)
    expect(paired.get_by_role("heading", level=1)).to_contain_text("how difficult")
    other = context.new_page()
    other.goto("/app/check-in")
    expect(other.get_by_role("heading", level=1)).to_contain_text("how difficult")
    finish(paired)
    expect(received(paired)).to_be_visible()
    other.get_by_role("button", name="Continue").click()
    expect(other).to_have_url(f"{server.url}/app")
    assert len(rows(server)) == 1


def refuse(page: Page, status: int) -> None:
    """From now on every item is, with the status in its words."""
    said = {"error": {"code": "no", "message": f"Not like {status}.", "fields": []}}
    answer = {"status": status, "content_type": "application/json", "body": json.dumps(said)}
    page.unroute(CHECK_INS)
    page.route(CHECK_INS, lambda route: route.fulfill(**answer))


def test_a_refused_item_is_kept_shown_and_tried_again(paired: Page, server, watch):
    """One item is refused in every way, one after the other."""
    watch.allow("status of 4")
    refuse(paired, 400)
    check_in(paired, OK)
    paired.get_by_role("link", name="Back to the start").click()
    notice = paired.locator("#notice-parked")
    expect(notice).to_contain_text("Saved on this phone, not taken yet")
    expect(notice).to_contain_text("Not like 400.")
    for status in (403, 404, 409, 413, 415, 422):
        refuse(paired, status)
        notice.get_by_role("button", name="Try again").click()
        expect(notice).to_contain_text(f"Not like {status}.")
        assert rows(server) == []
    paired.unroute(CHECK_INS)
    # The others go on.
    paired.goto("/app")
    check_in(paired, [0] * 7)
    expect(received(paired)).to_be_visible()
    assert [row.answers for row in rows(server)] == [[0] * 7]
    paired.get_by_role("link", name="Back to the start").click()
    with paired.expect_response(CHECK_INS):
        notice.get_by_role("button", name="Try again").click()
    expect(notice).to_be_hidden()
    assert sorted(row.answers for row in rows(server)) == [[0] * 7, OK]


def test_what_the_server_put_aside_may_be_removed_by_hand(paired: Page, server, watch):
    """The same id with other answers: both are kept by the server, one of them for staff."""
    watch.allow("status of 409")
    check_in_cut_off(paired, OK)
    assert send_others_under_its_id(paired)["outcome"] == "received"
    paired.goto("/app")
    notice = paired.locator("#notice-parked")
    expect(notice).to_contain_text("Oak Clinic has a copy, but could not add it")
    notice.get_by_role("button", name="Remove from this phone").click()
    expect(notice).to_be_hidden()
    paired.reload()
    expect(paired.locator("#notice-lost")).to_have_count(0)
    assert len(rows(server)) == 1


def send_others_under_its_id(page: Page) -> dict:
    """Send other answers under the id of the item that waits; gives how that ended."""
    return page.evaluate(
        """async () => {
          const base = document.querySelector("script[type=module]").src.replace(/[^/]+$/, "");
          const [{ list }, { send }] = await Promise.all(
            ["store.js", "send.js"].map((name) => import(base + name)));
          const [item] = await list();
          const body = JSON.stringify({ ...JSON.parse(item.body), answers: [3, 3, 3, 3, 3, 3, 3] });
          return send({ ...item, body });
        }"""
    )


def test_an_ended_pairing_keeps_the_queue(paired: Page, context, server, cast, watch):
    watch.allow("status of 401")
    context.set_offline(True)
    check_in(paired, OK)
    context.clear_cookies()
    context.set_offline(False)
    paired.goto("/app")
    expect(paired.get_by_text("This phone is not paired any more.")).to_be_visible()
    expect(paired.get_by_role("link", name="I have a link or a code")).to_be_visible()
    pair(paired, server, cast)
    expect(received(paired)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_answers_of_another_person_stay_and_are_not_sent(paired: Page, context, server, cast):
    context.set_offline(True)
    check_in(paired, OK)
    paired.route(CHECK_INS, lambda route: route.abort())
    context.set_offline(False)
    with server.session() as session:
        zoe = enrol.add_patient(session, cast.oak, "Zoe Zinn")
        session.commit()
    paired.goto("/app/pair")
    paired.get_by_label("Code").fill(invite(server, cast, zoe.id).code)
    paired.get_by_role("button", name="Use this code").click()
    expect(paired.get_by_role("heading", level=1)).to_have_text("Hello Zoe Zinn")
    paired.unroute(CHECK_INS)
    paired.reload()
    expect(paired.get_by_text("Answers of another person are saved")).to_be_visible()
    expect(paired.locator("#sent")).to_be_hidden()
    assert rows(server) == []
    pair(paired, server, cast)
    expect(received(paired)).to_be_visible()
    assert [row.answers for row in rows(server)] == [OK]


def test_it_tries_each_minute_while_something_waits(page: Page, server, cast):
    page.clock.install()
    pair(page, server, cast)
    check_in_cut_off(page, OK)
    page.clock.fast_forward(61_000)
    expect(received(page)).to_be_visible()
    assert len(rows(server)) == 1


def test_a_word_of_the_worker_makes_the_page_send(paired: Page, context, server):
    """Background Sync is a bonus: the worker only tells the page, it never posts."""
    tools = context.new_cdp_session(paired)
    found = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    check_in_cut_off(paired, OK)
    registration = found[0]["registrationId"]
    tools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": server.url,
            "registrationId": registration,
            "tag": "booster-outbox",
            "lastChance": False,
        },
    )
    expect(received(paired)).to_be_visible()
    assert len(rows(server)) == 1
