"""Reminders on the phone, up to the notification that the real service worker shows."""

import json

import pytest
from playwright.sync_api import Page, Response, expect
from sqlmodel import select

from pwa.care.reminders import wishes
from pwa.store.tables import Clinic, PushSubscription, Reminder
from tests.browser.axe import assert_accessible
from tests.browser.patients import install, pair
from tests.browser.reminding import send
from tests.reminders.push_service import PushService, Receiver

# What a browser's own push service would do; the subscription outlives the page.
SUBSCRIBED = """(() => {
  const made = %s;
  const fake = (endpoint) => ({ endpoint, toJSON: () => ({ ...made, endpoint }),
    unsubscribe: async () => { localStorage.removeItem("push"); return true; } });
  PushManager.prototype.getSubscription = async () =>
    localStorage.push ? fake(localStorage.push) : null;
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 87) throw new TypeError("not so");
    localStorage.times = Number(localStorage.times ?? 0) + 1;
    localStorage.push = `${made.endpoint}/${localStorage.times}`;
    return fake(localStorage.push);
  };
})()"""
PATIENCE = 60  # times 50 ms
SHOWN = """navigator.serviceWorker.ready.then((r) => r.getNotifications())
  .then((found) => found.map(({ title, body, tag, lang }) => ({ title, body, tag, lang })))"""


@pytest.fixture
def push_service():
    service = PushService()
    yield service
    service.close()


@pytest.fixture
def receiver(push_service) -> Receiver:
    return Receiver(f"{push_service.url}/phone")


@pytest.fixture
def reminders(page: Page, context, server, cast, receiver) -> Page:
    """The screen of a paired phone that may show notifications, at an hour that is not quiet."""
    with server.session() as session:
        wishes.set_house(session, session.get_one(Clinic, cast.oak), email=True, start=0, end=0)
        session.commit()
    context.grant_permissions(["notifications"], origin=server.url)
    page.add_init_script(SUBSCRIBED % json.dumps(receiver.subscription()))
    pair(page, server, cast)
    install(page)
    page.goto("/app/reminders")
    return page


def rows(server, table) -> list:
    with server.session() as session:
        return list(session.exec(select(table)).all())


def live(server) -> list[str]:
    return [row.endpoint for row in rows(server, PushSubscription) if not row.gone_at]


def turn_on(page: Page) -> None:
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_text("Reminders are on.")).to_be_visible()


def deliver(page: Page, server, message: str) -> None:
    """As the browser does when its push service has sent something."""
    cdp = page.context.new_cdp_session(page)
    found: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    for _ in range(8 * PATIENCE):
        if found:
            break
        page.wait_for_timeout(50)
    assert found, "no worker is registered"
    cdp.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": server.url, "registrationId": found[0], "data": message},
    )


def shown(page: Page) -> list[dict[str, str]]:
    """What is on the lock screen, once there is something."""
    for _ in range(PATIENCE):
        if found := page.evaluate(SHOWN):
            return found
        page.wait_for_timeout(50)
    return []


def delivered(page: Page, server, message: str) -> list[dict[str, str]]:
    """What is shown of it. The tools do not say whether a message came: it is sent again then."""
    for _ in range(8):
        deliver(page, server, message)
        if found := shown(page):
            return found
    return []


def is_cleared(page: Page) -> bool:
    """Whether the lock screen is empty soon."""
    for _ in range(8 * PATIENCE):
        if not page.evaluate(SHOWN):
            return True
        page.wait_for_timeout(50)
    return False


def is_told(response: Response) -> bool:
    return response.url.endswith("/api/push") and response.request.method == "PUT"


def test_a_reminder_arrives_on_the_phone(reminders, server, push_service, receiver):
    turn_on(reminders)
    send(server)
    (taken,) = push_service.taken
    message = receiver.reads(taken)
    assert message["notification"]["navigate"] == f"{server.url}/app/check-in"
    assert delivered(reminders, server, json.dumps(message)) == [
        {
            "title": "Time for your check-in",
            "body": "It takes about 2 minutes.",
            "tag": "check-in",
            "lang": "en",
        }
    ]


def test_whatever_arrives_is_shown_until_the_app_opens(reminders, server):
    turn_on(reminders)
    for message in ("nonsense", "{}", ""):
        found = delivered(reminders, server, message)
        assert [one["title"] for one in found] == ["Time for your check-in"]
        reminders.goto("/app")
        assert is_cleared(reminders)


def test_a_subscription_is_looked_after_until_it_is_turned_off(
    reminders, server, receiver, context
):
    turn_on(reminders)
    asked = []
    reminders.on("request", lambda request: asked.append(request.url))
    with reminders.expect_response("**/api/session"):
        reminders.goto("/app")
    reminders.evaluate(SHOWN)
    assert not [url for url in asked if url.endswith("/api/push")]  # it lives, and that is known
    reminders.evaluate("localStorage.removeItem('push')")
    with reminders.expect_response(is_told) as put:
        reminders.reload()
    assert put.value.ok
    assert live(server) == [f"{receiver.endpoint}/2"]
    made = receiver.subscription() | {"endpoint": f"{receiver.endpoint}/by-the-browser"}
    (worker,) = context.service_workers
    with context.expect_event("response", is_told) as put:
        worker.evaluate("renewed => { renew({ newSubscription: renewed }) }", made)
    assert put.value.ok
    assert live(server) == [made["endpoint"]]
    reminders.goto("/app/reminders")
    reminders.get_by_role("button", name="Turn off").click()
    expect(reminders.get_by_text("Reminders are off.")).to_be_visible()
    assert live(server) == []


def test_hours_and_later_are_kept(reminders, context, server):
    assert_accessible(reminders)
    with reminders.expect_response("**/api/reminders"):
        reminders.get_by_label("Remind me at").select_option("18")
    reminders.get_by_text("Quiet hours").click()
    with reminders.expect_response("**/api/reminders"):
        reminders.get_by_label("Quiet until").select_option("6")
    with reminders.expect_response("**/api/reminders/later"):
        reminders.get_by_role("button", name="Tomorrow").click()
    expect(reminders.get_by_text("We will remind you at")).to_be_visible()
    reminders.reload()
    expect(reminders.get_by_label("Remind me at")).to_have_value("18")
    assert [row.state for row in rows(server, Reminder)][-1] == "waiting"
    with reminders.expect_download() as download:
        reminders.get_by_role("link", name="Get the calendar file").click()
    assert download.value.suggested_filename == "check-ins.ics"
    context.set_offline(True)
    reminders.reload()
    expect(reminders.get_by_text("this phone needs a connection")).to_be_visible()
    expect(reminders.get_by_role("button", name="Turn on")).to_be_hidden()


def test_without_pairing_it_leads_there(page: Page, server):
    page.goto("/app/reminders")
    expect(page.get_by_role("link", name="I have a link or a code")).to_be_visible()
