"""Debian's Firefox on a profile that outlives it, driven by WebDriver BiDi."""

import json
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.browser.engines.bidi import Bidi, Refused
from tests.browser.engines.hands import Away, until
from tests.browser.server import PATIENCE
from tests.browser.watch import PATIENT

HIDDEN = ("--headless", "--no-remote", "--remote-debugging-port=0")
ADDRESS = "WebDriverBiDiServer.json"
# Nothing leaves this machine: whatever Firefox asks the world for meets a proxy that is not there.
SETTINGS: dict[str, Any] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "browser.sessionstore.resume_from_crash": False,  # it is killed, and begins with an empty page
    "toolkit.startup.max_resumed_crashes": -1,
    "dom.ipc.processCount": 1,  # few processes start sooner
    "dom.ipc.processPrelaunch.enabled": False,
    "intl.locale.requested": "en-US",
    "intl.accept_languages": "en-US",
}


class Firefox:
    def __init__(self, url: str, folder: Path, **settings: Any) -> None:
        self._url, self.folder, self._settings = url, folder, SETTINGS | settings
        self._process: subprocess.Popen[bytes] | None = None
        self._bidi: Bidi | None = None

    def open(self) -> None:
        """Switch it on, with one empty page."""
        self.folder.mkdir(exist_ok=True)
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in self._settings.items())
        (self.folder / "user.js").write_text("\n".join(lines))
        (self.folder / ADDRESS).unlink(missing_ok=True)
        with (self.folder.with_suffix(".log")).open("ab") as log:
            self._process = subprocess.Popen(
                [firefox(), *HIDDEN, "--profile", str(self.folder), "about:blank"],
                env=os.environ | {"HOME": str(self.folder.parent), "TZ": "America/New_York"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._bidi = Bidi(self._address() + "/session")
        self._bidi.send("session.new", capabilities={})
        self._bidi.send("script.addPreloadScript", functionDeclaration=PATIENT)
        tree = self._bidi.send("browsingContext.getTree")
        self._page = tree["contexts"][0]["context"]

    def goto(self, path: str) -> None:
        there = {"context": self._page, "url": self._url + path, "wait": "complete"}
        self._bidi.send("browsingContext.navigate", **there)

    def run(self, function: str, *args: Any) -> Any:
        """What this function says on the page, once it says it; it must fit in JSON."""
        given = json.dumps(args)
        function = f"(async () => JSON.stringify(await ({function})(...{given})) ?? 'null')()"
        here = {"target": {"context": self._page}, "awaitPromise": True}
        try:
            result = self._bidi.send("script.evaluate", expression=function, **here)
        except Refused as error:
            raise Away from error
        assert result["type"] == "success", result["exceptionDetails"]["text"]
        return json.loads(result["result"]["value"])

    def close(self) -> None:
        """Close it as a person does."""
        self._bidi.send("browser.close")
        self._ends()

    def kill(self) -> None:
        """Kill all of it where it stands (-9)."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._ends()

    def _ends(self) -> None:
        self._process.wait(PATIENCE)
        self._process = None
        if self._bidi:
            self._bidi.close()

    def _address(self) -> str:
        said: dict[str, Any] = {}

        def is_said() -> bool:
            with suppress(OSError, ValueError):  # not there yet, or half written
                said.update(json.loads((self.folder / ADDRESS).read_text()))
            return bool(said)

        until(is_said, lambda: "no Firefox:\n" + self.folder.with_suffix(".log").read_text())
        return f"ws://{said['ws_host']}:{said['ws_port']}"


def firefox() -> str:
    found = shutil.which("firefox-esr")
    if not found:
        pytest.fail("Firefox is missing: `make test` installs it.")
    return found
