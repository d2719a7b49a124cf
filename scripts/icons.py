"""Draw the app's icons from icons/icon.svg, with Chromium: `python -m scripts.icons`."""

import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.phone import chromium, flags

FOLDER = Path(__file__).parent.parent / "pwa" / "static" / "icons"
COLOUR = "#0a5c5b"
# Of a maskable icon only the inner four fifths are sure to be seen; "any" keeps its round corners.
DRAWN = {
    "any-192.png": (192, 1.0, "transparent"),
    "any-512.png": (512, 1.0, "transparent"),
    "maskable-192.png": (192, 0.8, COLOUR),
    "maskable-512.png": (512, 0.8, COLOUR),
    "apple-180.png": (180, 0.9, COLOUR),
}


# The plain ones say nothing of what the app is for.
PLAIN = "#5b6670"


def draw(page: Page, source: str, name: str, size: int, share: float, background: str) -> None:
    side, edge = size * share, size * (1 - share) / 2
    picture = (FOLDER / source).read_text().replace("<svg", f'<svg width="{side}"', 1)
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f'<body style="margin:{edge}px;background:{background}">{picture}')
    page.screenshot(path=FOLDER / name, omit_background=True)


# The tab's icon stands in every page: as few bytes as can be, so as few colours.
TAB = 32
TEAL, WHITE, MINT = (10, 92, 91), (255, 255, 255), (143, 214, 203)
BETWEEN = (132, 173, 173), (76, 153, 147)  # half way to either
COLOURS = [
    *((*TEAL, alpha) for alpha in (0, 128, 255)),
    *((*colour, 255) for colour in (WHITE, MINT, *BETWEEN)),
]
PIXELS = """async ([svg, size]) => {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(size, size).getContext("2d");
  canvas.drawImage(picture, 0, 0, size, size);
  return [...canvas.getImageData(0, 0, size, size).data];
}"""


def draw_tab(page: Page) -> None:
    """The same in a palette of seven, two pixels a byte (PNG, colour type 3)."""
    svg = (FOLDER / "icon.svg").read_text().replace("<svg", '<svg width="64" height="64"', 1)
    flat = page.evaluate(PIXELS, [svg, TAB])
    places = [_nearest(flat[at : at + 4]) for at in range(0, len(flat), 4)]
    pairs = [high << 4 | low for high, low in zip(places[::2], places[1::2], strict=True)]
    lines = (bytes(pairs[at : at + TAB // 2]) for at in range(0, len(pairs), TAB // 2))
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", TAB, TAB, 4, 3, 0, 0, 0),
        b"PLTE": bytes(value for colour in COLOURS for value in colour[:3]),
        b"tRNS": bytes(colour[3] for colour in COLOURS[:2]),
        b"IDAT": zlib.compress(b"".join(b"\0" + line for line in lines), 9),
        b"IEND": b"",
    }
    chunks = (_chunk(name, data) for name, data in parts.items())
    (FOLDER / "tab-32.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _nearest(pixel: list[int]) -> int:
    def far(colour: tuple[int, ...]) -> float:
        pairs = zip(_weighed(pixel), _weighed(colour), strict=True)
        return sum((a - b) ** 2 for a, b in pairs)

    return min(range(len(COLOURS)), key=lambda place: far(COLOURS[place]))


def _weighed(pixel: list[int] | tuple[int, ...]) -> list[float]:
    """What is seen through counts for less."""
    return [*(value * pixel[3] / 255 for value in pixel[:3]), pixel[3]]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        page = browser.new_page()
        for name, (size, share, background) in DRAWN.items():
            draw(page, "icon.svg", name, size, share, background)
            plain = background.replace(COLOUR, PLAIN)
            draw(page, "plain.svg", f"plain-{name}", size, share, plain)
        draw_tab(page)
        browser.close()


if __name__ == "__main__":
    main()
