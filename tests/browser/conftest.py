"""A real server and a real Chromium. Both missing is a failure, never a skip."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.phone import PHONE, Phone, chromium, close, flags
from tests.browser.server import Server
from tests.browser.watch import PATIENCE, Watch

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def one_server(kind_of_run, tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder / "server", DATABASE_URL=kind_of_run.peopled(folder))
    yield server
    server.kill()


@pytest.fixture
def server(one_server, kind_of_run) -> Server:
    """gunicorn over a database with the cast, as new. See Server for kill and start."""
    one_server.begin_anew(kind_of_run)
    return one_server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
    yield browser
    browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Notes errors and policy violations of every page; at the end there must be none."""
    watch = Watch()
    yield watch
    watch.check()


@pytest.fixture
def context(browser, server, watch) -> Iterator[BrowserContext]:
    """A phone-sized browser without a history, at the server's address."""
    context = browser.new_context(base_url=server.url, **PHONE)
    watch.follow(context)
    yield context
    close(context)


@pytest.fixture
def page(context) -> Page:
    return context.new_page()


@pytest.fixture
def desktop(browser, server, watch) -> Iterator[Page]:
    """A page of a desk's size, for the clinic's side."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 900}, locale="en-US"
    )
    watch.follow(context)
    yield context.new_page()
    close(context)


@pytest.fixture
def phone(playwright, server, watch, tmp_path) -> Iterator[Phone]:
    """A phone whose storage outlives its browser: `phone.kill()`, `phone.open()`."""
    phone = Phone(playwright, server.url, watch, tmp_path / "profile")
    phone.open()
    yield phone
    phone.close()
