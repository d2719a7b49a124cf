"""No word that a patient reads slips past the catalogues."""

import re

import pytest

from pwa.languages import catalogue
from scripts.words import ROOT

SCRIPTS = sorted((ROOT / "pwa/static/js").glob("*.js"))
TEMPLATES = sorted(
    [*(ROOT / "pwa/templates/patient").glob("*.html"), ROOT / "pwa/templates/web/home.html"]
)
# Two words or more that begin like a sentence; the patterns of code and of errors thrown don't.
SAID = re.compile(r'"([A-Z][a-z’]*(?: [\w’“”{}()/-]+[.,:;?!]?)+)"')
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
NOT_READ = {"Android phone"}  # what the clinic reads in its list of phones
NODE = re.compile(r">([^<>{}]*[A-Za-z]{2}[^<>{}]*)<")
NAMES = {"Booster Check", "– Booster Check"}
TEXTS = {form for forms in catalogue.sources().values() for form in forms}


def said(script: str) -> set[str]:
    without = COMMENT.sub("", re.sub(r"throw new \w+\([^)]*\)|new Error\([^)]*\)", "", script))
    return set(SAID.findall(without)) - NOT_READ


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_a_script_says_only_what_can_be_translated(file):
    assert said(file.read_text()) <= TEXTS


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_page_says_only_what_can_be_translated(file):
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", file.read_text(), flags=re.DOTALL)
    found = {node.strip() for node in NODE.findall(bare)}
    assert found <= NAMES
    assert not re.findall(r'aria-label="[^"{]+"', bare)


def test_it_would_find_what_slips_past():
    assert said('el("p", {}, "Please call your clinic soon, if you can.")')
    assert not said('// "This is a remark"\nthrow new Error("no such thing here");')
    assert NODE.findall("<p>Hello there</p><p>{{ name }}</p>") == ["Hello there"]
