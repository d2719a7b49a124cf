"""A real proxy in front of several app servers, by the files that deploy/ gives to operators."""

import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.browser.server import PATIENCE, free_port

NGINX = "/usr/sbin/nginx"  # not on everybody's path
DEPLOY = Path(__file__).parent.parent / "deploy"
SITE = """pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
daemon off;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream booster {{ {servers} }}
    server {{ listen 127.0.0.1:{port}; include {deploy}/nginx-proxy.conf; }}
}}
"""


class Proxy:
    """It runs as long as the `with` block; `port` is where it listens."""

    def __init__(self, servers: Sequence[int]) -> None:
        self.servers, self.port = servers, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="booster-proxy-"))

    def command(self) -> list[str | Path]:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen(
            self.command(), cwd=self.folder, stdout=self._log, stderr=self._log
        )
        self._wait()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self.folder)

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())


class Nginx(Proxy):
    """nginx, which learns of a stop by a refused or dropped connection."""

    def command(self) -> list[str | Path]:
        servers = [f"server 127.0.0.1:{port} max_fails=0;" for port in self.servers]
        written = SITE.format(
            folder=self.folder, deploy=DEPLOY, port=self.port, servers=" ".join(servers)
        )
        (self.folder / "nginx.conf").write_text(written)
        return [NGINX, "-p", self.folder, "-e", "stderr", "-c", self.folder / "nginx.conf"]


class Caddy(Proxy):
    """Caddy, which looks at /readyz every second."""

    def command(self) -> list[str | Path]:
        servers = " ".join(f"127.0.0.1:{port}" for port in self.servers)
        written = (DEPLOY / "Caddyfile").read_text()
        written = written.replace("check.oak.example {", f"http://127.0.0.1:{self.port} {{")
        written = written.replace("Host check.oak.example", "Host localhost")
        written = written.replace("{$BOOSTER_SERVERS:127.0.0.1:8000}", servers)
        # No door for its own settings: two runs would want the same one.
        (self.folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + written)
        return ["caddy", "run", "--adapter", "caddyfile", "--config", self.folder / "Caddyfile"]
