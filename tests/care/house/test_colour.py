"""A clinic's colour can be read: W3C's own examples, and each shade of every hue."""

from pathlib import Path

import pytest

from pwa.care.house import colour

CSS = Path(colour.__file__).parents[2] / "static" / "patient" / "first.css"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_it_measures_contrast_as_wcag_does(one, other, ratio):
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert colour.contrast(one, other) == colour.contrast(other, one)


def test_it_lies_on_the_grounds_of_the_app():
    css = CSS.read_text()
    light, dark = css.split("prefers-color-scheme: dark", 1)
    assert [ground for ground in colour.LIGHT[1:] if ground not in light] == []
    assert [ground for ground in colour.DARK if ground not in dark] == []


@pytest.mark.parametrize("hue", range(0, 256, 51))
def test_the_nearest_passes_and_what_passes_stays(hue):
    for other in (0, 90, 255):
        written = f"#{hue:02x}{other:02x}{255 - hue:02x}"
        for ground in (colour.LIGHT, colour.DARK):
            near = colour.nearest(written, ground)
            assert colour.passes(near, ground)
            assert colour.nearest(near, ground) == near
            if colour.passes(written, ground):
                assert near == written


def test_no_colour_passes_on_light_and_on_dark_so_it_has_a_pair():
    light, dark = colour.pair("#0a5c5b")
    assert light == "#0a5c5b"
    assert dark != light
    assert colour.passes(dark, colour.DARK)


@pytest.mark.parametrize("written", ["0a5c5b", "#0a5", "#0A5C5B", "teal", "#0a5c5b;", ""])
def test_it_takes_no_other_way_to_write_one(written):
    assert not colour.is_colour(written)
