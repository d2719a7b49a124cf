"""Whether this machine's own server lives: `python -m pwa.web.alive` fails when it does not."""

import os
from http.client import HTTPConnection

if __name__ == "__main__":
    name, *_ = [*os.environ.get("TRUSTED_HOSTS", "").replace(",", " ").split(), "localhost"]
    line = HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    line.request("GET", "/healthz", headers={"Host": name})
    raise SystemExit(line.getresponse().status != 200)
