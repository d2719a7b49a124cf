"""No careless word in what patients or staff read."""

import re
from pathlib import Path

import pytest

PWA = Path(__file__).parent.parent / "pwa"
READ = sorted(
    file
    for folder in ("templates", "static")
    for file in (PWA / folder).rglob("*")
    if file.suffix in {".html", ".js"}
)
BANNED = re.compile(
    r"\b(need a booster|due a booster|due for a booster|detect\w*|monitor\w*|normal|"
    r"safe to wait|all clear|relapse\w*)\b",
    re.IGNORECASE,
)
# The intended use says what the app does not do, in the policy's own words.
DIAGNOSE = re.compile(r"(?<!does not )\bdiagnos\w*", re.IGNORECASE)
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def test_it_reads_every_page_and_script():
    assert len(READ) > 60


@pytest.mark.parametrize("file", READ, ids=lambda file: str(file.relative_to(PWA)))
def test_no_page_or_script_has_a_banned_word(file):
    text = " ".join(COMMENT.sub(" ", file.read_text()).split())
    assert BANNED.findall(text.replace("format-detection", "")) == []
    assert DIAGNOSE.findall(text) == []
