"""Scripts and styles as they are sent: without comments, and without space that says nothing."""

import re
from collections.abc import Callable

import rjsmin

_STYLE = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""  # a string stays as it is
    r"|(?P<void>(?:\s|/\*.*?\*/)+)",
    re.DOTALL,
)
# A space around these, or after a colon, separates nothing; before one it can: "a :hover".
_AROUND = re.compile(r" ?([{};,]) ?|(?<=:) ")


def style(source: str) -> str:
    """The same style sheet in fewer characters."""
    kept: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        if found["void"]:
            return " "
        kept.append(found["text"])
        return "\0"

    bare = _AROUND.sub(r"\1", _STYLE.sub(put_away, source)).strip()
    return re.sub("\0", lambda _: kept.pop(0), bare.replace(";}", "}"))


def script(source: str) -> str:
    """The same script in fewer characters; its names stay."""
    return str(rjsmin.jsmin(source))


SMALLER: dict[str, Callable[[str], str]] = {".css": style, ".js": script}


def smaller(suffix: str, body: bytes) -> bytes:
    """The body of a file with this suffix, as small as it can be said."""
    shorten = SMALLER.get(suffix)
    return shorten(body.decode()).encode() if shorten else body
