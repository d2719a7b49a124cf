"""Passwords that were seen in breaches, in a file of the operator's. Nobody else is asked.

It has the SHA-1 of each, in capitals and in order, one a line, as the downloader of Have I Been
Pwned writes it: 1.3 thousand million of them in about 55 GB. Looking one up reads forty lines.
"""

import hashlib
import os
from io import BufferedReader
from pathlib import Path

HEX = 40  # characters of a SHA-1
_file: Path | None = None


def use(file: str) -> None:
    """Look passwords up in this file from now on; "" for none."""
    global _file  # noqa: PLW0603  one for the process, as the keys are
    _file = Path(file) if file else None


def has(password: str) -> bool:
    """Whether the file has this password; False where there is no file."""
    if _file is None:
        return False
    said = password.encode("utf-8", "backslashreplace")
    wanted = hashlib.sha1(said, usedforsecurity=False).hexdigest().upper().encode()
    with _file.open("rb") as lines:
        return _is_in(lines, wanted)


def _is_in(lines: BufferedReader, wanted: bytes) -> bool:
    """By halves: the line that is looked for begins at `low` or later, and before `high`."""
    low, high = 0, lines.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        found = _first_from(lines, middle)
        if found == wanted:
            return True
        if found and found < wanted:
            low = lines.tell()
        else:
            high = middle
    return False


def _first_from(lines: BufferedReader, place: int) -> bytes:
    """The hash of the first line that begins there or later; b"" after the last one."""
    lines.seek(max(0, place - 1))
    if place:
        lines.readline()
    return lines.readline()[:HEX].upper()
