"""Ours and the others behind one gunicorn, all compressed in the same way."""

import mimetypes
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from wsgi import app as ours

FOLDER = Path(os.environ.get("BENCH_OTHERS", ""))


def others(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    name = environ["PATH_INFO"].strip("/")
    path = FOLDER / name / "index.html" if (FOLDER / name).is_dir() else FOLDER / name
    if not path.is_file():
        start("404 Not Found", [("Content-Length", "0")])
        return [b""]
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "text/plain"
    headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))]
    start("200 OK", [*headers, ("Content-Encoding", "br"), ("Cache-Control", "max-age=3600")])
    return [body]


def each(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A page's icon is asked of its own maker: nobody else is charged with our headers."""
    is_ours = "/others/" not in environ.get("HTTP_REFERER", "")
    return (ours if is_ours else others)(environ, start)


app = DispatcherMiddleware(each, {"/others": others})
