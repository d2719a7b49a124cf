"""A reminder on its whole way: encrypted by the server, opened and shown by a real Firefox."""

from collections.abc import Iterator

import pytest

from pwa.care.reminders import wishes
from pwa.store.tables import Clinic
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.hands import pair, press, sees, until
from tests.browser.engines.push_line import PushLine
from tests.browser.patients import invite
from tests.browser.reminding import send
from tests.reminders.push_service import PushService

GIVEN_TO_THE_WORKER = 100  # what Firefox answers; 101 is that it could not decrypt it
SHOWN = """async () => {
  const { ready } = navigator.serviceWorker;
  const found = await (await ready).getNotifications();
  return found.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }));
}"""


@pytest.fixture
def push_service() -> Iterator[PushService]:
    service = PushService()
    yield service
    service.close()


@pytest.fixture
def line(push_service) -> Iterator[PushLine]:
    line = PushLine(f"{push_service.url}/firefox")
    yield line
    line.close()


@pytest.fixture
def firefox(server, tmp_path, line) -> Iterator[Firefox]:
    """One whose push service is ours, and whose owner lets every site show notifications."""
    settings = {
        "dom.push.serverURL": line.url,
        "dom.push.testing.allowInsecureServerURL": True,
        "dom.webnotifications.requireuserinteraction": False,
        "alerts.useSystemBackend": False,  # a machine of tests has none
        "permissions.default.desktop-notification": 1,
        "remote.prefs.recommended": False,  # they turn pushes off
    }
    firefox = Firefox(server.url, tmp_path / "firefox", **settings)
    yield firefox
    firefox.kill()


def test_firefox_opens_the_servers_push_and_shows_it(firefox, server, cast, line, push_service):
    with server.session() as session:
        wishes.set_house(session, session.get_one(Clinic, cast.oak), email=True, start=0, end=0)
        session.commit()
    firefox.open()
    pair(firefox, invite(server, cast).token)
    firefox.goto("/app/reminders")
    press(firefox, "Turn on")
    sees(firefox, "Reminders are on.")
    send(server)
    (taken,) = push_service.taken
    line.deliver(taken)
    shown: list[dict[str, str]] = []
    until(lambda: shown or shown.extend(firefox.run(SHOWN)), lambda: f"none of {line.taken_up}")
    assert shown == [
        {
            "title": "Time for your check-in",
            "body": "It takes about 2 minutes.",
            "tag": "check-in",
            "lang": "en",
        }
    ]
    until(lambda: line.taken_up, lambda: "Firefox does not say that it has it")
    assert line.taken_up == [GIVEN_TO_THE_WORKER]
