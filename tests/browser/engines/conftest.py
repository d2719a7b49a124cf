"""Browsers of other makers, from Debian. A missing one is a failure, never a skip."""

from collections.abc import Iterator

import pytest

from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import Screen, WebKit


@pytest.fixture
def firefox(server, tmp_path) -> Iterator[Firefox]:
    firefox = Firefox(server.url, tmp_path / "firefox")
    yield firefox
    firefox.kill()


@pytest.fixture
def webkit(server, tmp_path) -> Iterator[WebKit]:
    screen = Screen()
    webkit = WebKit(server.url, tmp_path / "webkit", screen)
    yield webkit
    webkit.kill()
    screen.close()


@pytest.fixture(params=["firefox", "webkit"])
def engine(request) -> Firefox | WebKit:
    return request.getfixturevalue(request.param)
