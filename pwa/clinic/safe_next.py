"""Where to go after signing in: one of the clinic's own pages, never another site."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException


def safe_next(wanted: str | None) -> str:
    """The wanted path when it is a page of the clinic that can be opened, else the call list."""
    return wanted if wanted and _is_ours(wanted) else url_for("clinic.worklist")


def _is_ours(wanted: str) -> bool:
    if "\\" in wanted or not wanted.isprintable():
        return False
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and _opens_a_page(parts.path)


def _opens_a_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, _ = adapter.match(path, method="GET") if adapter else ("", {})
    except HTTPException:
        return False
    return str(endpoint).startswith("clinic.")
