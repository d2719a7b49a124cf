"""Browsers of other makers, from Debian. A missing one is a failure, never a skip."""

import os
from collections.abc import Iterator

import pytest

from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import Screen, WebKit

# WebKitGTK fails now and then for a reason that is not known yet (docs/reliability.md), so it is
# tried by hand until then: BOOSTER_WEBKIT=1.
HAS_WEBKIT = os.environ.get("BOOSTER_WEBKIT") == "1"
ENGINES = ["firefox", "webkit"] if HAS_WEBKIT else ["firefox"]
collect_ignore = [] if HAS_WEBKIT else ["test_left_pages.py"]


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


@pytest.fixture(params=ENGINES)
def engine(request) -> Firefox | WebKit:
    return request.getfixturevalue(request.param)
