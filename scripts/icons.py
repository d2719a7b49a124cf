"""Draw the app's icons from icons/icon.svg, with Chromium: `python -m scripts.icons`."""

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


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        page = browser.new_page()
        for name, (size, share, background) in DRAWN.items():
            draw(page, "icon.svg", name, size, share, background)
            plain = background.replace(COLOUR, PLAIN)
            draw(page, "plain.svg", f"plain-{name}", size, share, plain)
        browser.close()


if __name__ == "__main__":
    main()
