"""The lines of which calendars and contact cards are made (RFC 5545, RFC 2426)."""

from collections.abc import Iterable

_LONGEST = 75  # octets


def written(lines: Iterable[str]) -> bytes:
    """A file of content lines: folded, each with its CRLF."""
    return "".join(map(folded, lines)).encode()


def escaped(text: str) -> str:
    """A text as a value: what would end it is told apart from what it says."""
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Cut before a character that would not fit any more; each further line begins with a space."""
    parts, room = [""], _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = _LONGEST - 1
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts) + "\r\n"
