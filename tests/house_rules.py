"""What holds for every page that any test opens."""

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256

from justhtml import Element, JustHTML

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAMED_BY_LABEL = ("input", "select", "textarea")
NEEDS_NO_LABEL = ("hidden", "submit", "button")
BANNED_WORDS = re.compile(
    r"\b(you (need|are due) (a|for a) booster|diagnos(e|es|ed)|safe to wait|all clear)\b",
    re.IGNORECASE,
)
DISCLAIMER = "It does not diagnose"
_TOKEN = re.compile(r'(?<= name="csrf_token" )[^>]*')
_SEEN: set[bytes] = set()


def check_headers(headers) -> None:
    """The headers of any answer."""
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "Cache-Control" in headers
    for name, value in HEADERS.items():
        assert headers[name] == value, name


def check_new_page(html: str, policy: str) -> None:
    """The rules of any page, unless one that differs in its tokens only was looked at before."""
    seen = sha256((policy + _TOKEN.sub("", html)).encode()).digest()
    if seen not in _SEEN:
        check_page(html, policy)
        _SEEN.add(seen)


def check_page(html: str, policy: str = "") -> JustHTML:
    """The rules of any page, sent with this content policy; gives the parsed page back."""
    page = JustHTML(html, collect_errors=True, sanitize=False, track_node_locations=True)
    assert not page.errors, f"not valid HTML: {page.errors}"
    _check_document(page)
    _check_headings(page)
    _check_references(page)
    _check_names(page)
    _check_no_inline_code(page, policy)
    spoken = text_of(page).replace(DISCLAIMER, "")
    assert not BANNED_WORDS.search(spoken), f"banned words: {BANNED_WORDS.search(spoken)}"
    return page


def text_of(page: JustHTML | Element) -> str:
    return " ".join(page.to_text().split())


def _check_document(page: JustHTML) -> None:
    assert page.query_one("html").attrs.get("lang"), "the language is missing"
    assert page.query_one('meta[name="viewport"]') is not None
    assert "user-scalable" not in page.query_one('meta[name="viewport"]').attrs["content"]
    assert len(page.query("main")) == 1, "one main"


def _check_headings(page: JustHTML) -> None:
    headings = page.query("h1")
    assert len(headings) == 1, f"one h1, not {len(headings)}"
    heading, title = text_of(headings[0]), text_of(page.query_one("title"))
    assert heading, "an empty h1"
    assert heading in title, f"the h1 {heading!r} is not in the title {title!r}"


def _check_references(page: JustHTML) -> None:
    ids = Counter(element.attrs["id"] for element in page.query("[id]"))
    assert not [name for name, count in ids.items() if count > 1], f"duplicate ids in {ids}"
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for element in page.query(f"[{attribute}]"):
            for name in element.attrs[attribute].split():
                assert name in ids, f"{attribute}={name!r} points nowhere"


def _check_names(page: JustHTML) -> None:
    labelled = {label.attrs.get("for") for label in page.query("label")}
    wrapped = {id(field) for label in page.query("label") for field in label.query("*")}
    for field in page.query(", ".join(NAMED_BY_LABEL)):
        if field.attrs.get("type") in NEEDS_NO_LABEL:
            continue
        attributes = field.attrs
        named = attributes.get("aria-label") or attributes.get("aria-labelledby")
        assert named or attributes.get("id") in labelled or id(field) in wrapped, (
            f"no label for {field.name} {attributes}"
        )
    for image in page.query("img"):
        assert "alt" in image.attrs, f"no alt for {image.attrs}"
    for action in page.query("a[href], button"):
        assert text_of(action) or action.attrs.get("aria-label"), f"no words in {action.attrs}"


def _check_no_inline_code(page: JustHTML, policy: str) -> None:
    assert not page.query("[style], base"), "an inline style"
    for sheet in page.query("style"):
        digest = b64encode(sha256(sheet.to_text(strip=False).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy, "a style sheet that the policy does not name"
    for element in page.query("*"):
        handlers = [name for name in element.attrs if name.startswith("on")]
        assert not handlers, f"inline code: {handlers}"
    for script in page.query("script"):
        assert script.attrs.get("src") or script.attrs.get("type") == "application/json"
