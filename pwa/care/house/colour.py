"""A clinic's colour: told apart from what lies beneath it (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import colorsys
import re
from collections.abc import Sequence

LEAST = 4.5
# What the accent lies on, or what lies on it, in the patient's app: see static/patient/first.css.
LIGHT = ("#ffffff", "#f6f5f1")
DARK = ("#182326", "#0f1719", "#07211f")
_WRITTEN = re.compile(r"#[0-9a-f]{6}")
_STEPS = 400


def is_colour(written: str) -> bool:
    """Whether it is written as #rrggbb."""
    return _WRITTEN.fullmatch(written) is not None


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def passes(colour: str, beneath: Sequence[str]) -> bool:
    return all(contrast(colour, one) >= LEAST for one in beneath)


def nearest(colour: str, beneath: Sequence[str]) -> str:
    """The colour of the same hue, lighter or darker by as little as possible, that passes."""
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    by_distance = sorted(range(_STEPS + 1), key=lambda step: abs(step / _STEPS - light))
    tried = (_written(*colorsys.hls_to_rgb(hue, step / _STEPS, full)) for step in by_distance)
    if passes(colour, beneath):
        return colour
    return next(one for one in tried if passes(one, beneath))


def pair(colour: str) -> tuple[str, str]:
    """The colour on light ground, and its nearest on dark ground."""
    return colour, nearest(colour, DARK)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(*parts: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
