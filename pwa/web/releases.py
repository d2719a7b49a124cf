"""Static files under a release: a hash of all that phones keep, so that any edit reaches them."""

import gzip
import hashlib
import mimetypes
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import NamedTuple

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from markupsafe import Markup

from pwa.web import bundle
from pwa.web.minify import smaller

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "static"
# What a phone shows or was advised by: its files, its pages, the words and rules behind its plan.
COUNTED = ("static", "templates", "decision", "languages")
IMMUTABLE = "public, max-age=31536000, immutable"
COMPRESSIBLE = (".css", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest")
BUNDLED = (".css", ".js")

blueprint = Blueprint("static", __name__)


class Asset(NamedTuple):
    """One file as it is sent: by encoding, the best that a browser may get."""

    kind: str
    etag: str
    bodies: dict[str, bytes]


def init_app(app: Flask, salt: str) -> None:
    app.config["RELEASE"] = release_of(ROOT, salt)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        static_url=static_url,
        inline_url=inline_url,
        inline_style=inline_style,
        release=app.config["RELEASE"],
    )
    app.jinja_env.filters["script_file"] = script_file


def release_of(root: Path, salt: str = "") -> str:
    """A short hash over the counted folders of `root`; a salt makes another one of the same."""
    whole = hashlib.sha256(salt.encode())
    for folder in COUNTED:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def script_file(module: str) -> str:
    """The static file that a module comes in."""
    return f"js/{bundle.file_of(STATIC / 'js', module)}"


def static_url(name: str) -> str:
    """The address of a static file in this release."""
    return url_for("static.serve", release=current_app.config["RELEASE"], name=name)


@cache
def inline_url(name: str) -> str:
    """A small picture as an address that holds it: a page needs no request for it."""
    path = STATIC / name
    kind = mimetypes.guess_type(path.name)[0]
    return f"data:{kind};base64,{b64encode(path.read_bytes()).decode()}"


@cache
def inline_style(name: str) -> Markup:
    """A style sheet as a page holds it, in which it needs no request. Nothing in it is a user's."""
    return Markup(_sheet(name).decode())  # noqa: S704  # nosec B704


@cache
def style_hash(name: str) -> str:
    """The source that lets this style sheet, and no other, stand in a page (CSP level 2)."""
    return f"'sha256-{b64encode(hashlib.sha256(_sheet(name)).digest()).decode()}'"


def _sheet(name: str) -> bytes:
    asset = load(name)
    if asset is None:
        raise FileNotFoundError(name)
    return asset.bodies["identity"]


@blueprint.get("/static/<release>/<path:name>")
def serve(release: str, name: str) -> Response:
    asset = load(name)
    if asset is None:
        abort(404)
    encoding = _best(asset)
    response = Response(asset.bodies[encoding], content_type=asset.kind)
    if encoding != "identity":
        response.content_encoding = encoding
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{asset.etag}-{encoding}")
    # A page of another release gets the file as it is now, but may not keep it under that name.
    ours = release == current_app.config["RELEASE"]
    response.headers["Cache-Control"] = IMMUTABLE if ours else "no-cache"
    response.make_conditional(request)
    return response


def load(name: str) -> Asset | None:
    """A static file, made small once for all; None when there is no such file in the folder."""
    path = _find(name)
    return _made(path) if path else None


@cache  # by the file: of names for it, and for nothing, there is no end
def _made(path: Path) -> Asset:
    body = smaller(path.suffix, _written(path))
    bodies = {"identity": body}
    if path.suffix in COMPRESSIBLE:
        bodies["br"] = brotli.compress(body, quality=11)
        bodies["gzip"] = gzip.compress(body, compresslevel=9, mtime=0)
    return Asset(_kind(path), hashlib.sha256(body).hexdigest()[:16], bodies)


def _written(path: Path) -> bytes:
    body = path.read_bytes()
    return bundle.sent(path, body.decode()).encode() if path.suffix in BUNDLED else body


def _find(name: str) -> Path | None:
    try:
        path = (STATIC / name).resolve()
        return path if path.is_relative_to(STATIC.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None


def _kind(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if path.suffix in COMPRESSIBLE else kind


def _best(asset: Asset) -> str:
    accepted = request.accept_encodings
    usable = [name for name in ("br", "gzip") if name in asset.bodies and accepted[name] > 0]
    return min(usable, key=lambda name: len(asset.bodies[name])) if usable else "identity"
