"""What is taken out of scripts and styles says nothing: the rest means the same."""

import subprocess
from pathlib import Path

import pytest

from pwa.web.minify import smaller
from pwa.web.releases import STATIC

MEANING = Path(__file__).with_name("meaning.cjs")
SCRIPTS = sorted(STATIC.glob("js/**/*.js"))


def meanings(files):
    """The syntax tree of each file as TypeScript's parser reads it."""
    told = subprocess.run(["node", MEANING, *files], capture_output=True, text=True, check=True)
    return dict(zip(files, told.stdout.splitlines(), strict=True))


def made_smaller(scripts, folder):
    for place, script in enumerate(scripts):
        made = folder / f"{place}.js"
        made.write_bytes(smaller(".js", script.read_bytes()))
        yield made


def test_every_script_means_the_same(tmp_path):
    made = list(made_smaller(SCRIPTS, tmp_path))
    told = meanings([*SCRIPTS, *made])
    changed = [
        script.name
        for script, small in zip(SCRIPTS, made, strict=True)
        if told[script] != told[small]
    ]
    assert changed == [], "say it without a template inside a template: these lose their meaning"


@pytest.mark.parametrize("lost", ["`${a ? `x  y` : 1}`", "`${a ? `x // y` : 1}`;\nb()"])
def test_a_change_of_meaning_would_show(tmp_path, lost):
    """What the minifier is known not to understand, so that the test above can be believed."""
    script = tmp_path / "lost.js"
    script.write_text(lost)
    small = tmp_path / "small.js"
    small.write_bytes(smaller(".js", script.read_bytes()))
    try:
        told = meanings([script, small])
    except subprocess.CalledProcessError:
        return
    assert told[script] != told[small]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_carries_no_comment(script):
    assert b"/**" not in smaller(".js", script.read_bytes())


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a :hover { color : red; }", "a :hover{color :red}"),
        ("a:hover,\nb > c\n{ margin: 0 auto }", "a:hover,b > c{margin:0 auto}"),
        ("/* one */ a { width: calc(1px + 2px) } /* two */", "a{width:calc(1px + 2px)}"),
        ('a::before { content: "/* ; } */  " ; }', 'a::before{content:"/* ; } */  "}'),
        ("a { content: 'it\\'s { 1 }' } b { c: \"\" }", "a{content:'it\\'s { 1 }'}b{c:\"\"}"),
        ("@media (width > 1px) and (hover: none) { a { b: c } }",
         "@media (width > 1px) and (hover:none){a{b:c}}"),
    ],
)  # fmt: skip
def test_a_style_loses_only_space(written, sent):
    assert smaller(".css", written.encode()).decode() == sent


def test_other_files_stay_as_they_are():
    assert smaller(".svg", b"<!-- kept -->  <svg/>") == b"<!-- kept -->  <svg/>"
