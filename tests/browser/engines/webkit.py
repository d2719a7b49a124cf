"""Debian's WebKitGTK on a profile that outlives it, driven by its own driver through Selenium."""

import json
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import NoSuchWindowException, WebDriverException
from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.common.utils import is_url_connectable
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.browser.engines.hands import Away, until
from tests.browser.server import PATIENCE, free_port
from tests.browser.watch import PATIENT

SCREEN = ("-screen", "0", "800x1000x24", "-nolisten", "tcp")
PYTHON = "/usr/bin/python3"  # Debian's, which knows its bindings
BROWSER = Path(__file__).with_name("gtk_browser.py")


class Screen:
    """A screen that nobody sees: WebKitGTK wants one."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._process = subprocess.Popen(
            [program("Xvfb"), "-displayfd", str(write), *SCREEN],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as said:
            self.name = ":" + said.readline().strip()
        assert self.name != ":", "Xvfb did not start"

    def close(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)


class WebKit:
    def __init__(self, url: str, folder: Path, screen: Screen) -> None:
        self._url, self.folder, self._screen = url, folder, screen
        self._process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Switch it on, with one empty page."""
        port = free_port()
        here = {"HOME": str(self.folder.parent), "DISPLAY": self._screen.name}
        self._process = subprocess.Popen(
            [program("WebKitWebDriver"), f"--port={port}"],
            env=os.environ | here | {"TZ": "America/New_York"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: is_url_connectable(port), lambda: "WebKitGTK's driver did not start")
        options = WebKitGTKOptions()
        options.binary_location = PYTHON
        options.add_argument(str(BROWSER))
        options.add_argument(str(self.folder))
        options.add_argument(f"({PATIENT})()")
        there = ClientConfig(remote_server_addr=f"http://127.0.0.1:{port}", timeout=PATIENCE)
        self._driver = Remote(RemoteConnection(client_config=there), options=options)
        self._driver.set_page_load_timeout(PATIENCE)
        self._driver.set_script_timeout(PATIENCE)

    def goto(self, path: str) -> None:
        self._driver.get(self._url + path)

    def run(self, function: str, *args: Any) -> Any:
        """What this function says on the page, once it says it; it must fit in JSON."""
        script = (
            f"return (async () => JSON.stringify(await ({function})(...arguments)) ?? 'null')()"
        )
        try:
            return json.loads(self._driver.execute_script(script, *args))
        except WebDriverException as error:
            raise Away from error

    def close(self) -> None:
        """Close it as a person does: its only window, and it ends by itself."""
        with suppress(NoSuchWindowException):  # it may be gone before it says so
            self._driver.close()
        until(lambda: not self._others(), lambda: "WebKitGTK did not end")
        self.kill()

    def kill(self) -> None:
        """Kill all of it where it stands (-9), its driver too."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
            self._process = None
            self._driver.command_executor.close()

    def _others(self) -> list[str]:
        """The processes that the driver started, and those that they did."""
        mine = str(self._process.pid)
        stats = [file for file in Path("/proc").glob("[0-9]*/stat") if file.parent.name != mine]
        return [file.parent.name for file in stats if _group(file) == mine]


def _group(stat: Path) -> str:
    try:
        return stat.read_text().rpartition(")")[2].split()[2]
    except OSError:
        return ""  # it has just ended


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing: `make test` installs it.")
    return found
