"""JSON of other systems, read strictly: what could mean two things is refused.

Source: RFC 8259, section 4 (names are unique) and section 6 (no NaN, no infinity).
"""

import json
from typing import Any

_ALLOWED = "\t\r\n"


def loads(body: bytes) -> Any:
    """What a body says; ValueError for nothing, a name that comes twice, and what is too deep."""
    try:
        return json.loads(body, parse_constant=_refuse, object_pairs_hook=_once_each)
    except RecursionError:
        raise ValueError("nested too deep") from None


def is_text(value: str) -> bool:
    """Whether it can be kept: no half of a character, and none that is unseen."""
    return not any(
        (char < " " and char not in _ALLOWED) or "\ud800" <= char <= "\udfff" for char in value
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name comes twice")
    return found
