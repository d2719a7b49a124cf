"""The styles as they are sent, read by a real browser: rule by rule what is written."""

import pytest
from playwright.sync_api import Page

from pwa.web.bundle import sent as bundled
from pwa.web.minify import smaller
from pwa.web.releases import STATIC

RULES = r"""(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  // Values with a variable are kept as they are written, space and all.
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s*([,:])\s*/g, "$1"));
}"""


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_says_the_same_in_fewer_characters(page: Page, sheet):
    written = bundled(sheet, sheet.read_text())
    sent = smaller(".css", written.encode()).decode()
    assert page.evaluate(RULES, sent) == page.evaluate(RULES, written)
    assert len(sent) < len(written)
