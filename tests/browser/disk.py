"""What of an answer can be found in a browser's profile on disk, in whatever form."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path


def traces(folder: Path, answers: Sequence[int], words: Sequence[str] = ()) -> list[str]:
    """The forms of these answers, and the words, that stand in any file of the profile."""
    wanted = {f"{name}: {form!r}": form for name, form in _forms(answers, words)}
    found = set()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            found |= {f"{file.name} {name}" for name, form in wanted.items() if form in content}
    return sorted(found)


def _forms(answers: Sequence[int], words: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    texts = [json.dumps(answers, separators=(",", ":")), json.dumps(answers), *words]
    for text in texts:
        yield "UTF-8", text.encode()
        yield "UTF-16", text.encode("utf-16-le")
    # V8 writes a small whole number as "I" and its zigzag varint.
    yield "V8", b"".join(b"I" + bytes([value * 2]) for value in answers)
    yield "bytes", bytes([255, *answers, 255])
