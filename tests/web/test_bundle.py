"""Modules that are sent as one file: each exists once, whoever imports it, in the right order."""

import re

import pytest

from pwa.web import bundle
from pwa.web.releases import STATIC

JS = STATIC / "js"
IMPORTED = re.compile(r'^import (?:[^"]* from )?"\./(\w+)\.js"', re.MULTILINE)


@pytest.fixture
def folder(tmp_path):
    """A bundle of two, and a page's own module."""
    files = {
        "core": 'export * as $one from "./one.js";\nexport * as $two from "./two.js";\n',
        "one": "const hidden = 1;\nexport const one = () => hidden;\n",
        "two": 'import { one as first } from "./one.js";\nexport async function two() {}\n',
        "page": 'import { one as it } from "./one.js";\nimport "./two.js";\nimport "./x.js";',
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text)
    return tmp_path


def sent(folder, name):
    path = folder / f"{name}.js"
    return bundle.sent(path, path.read_text())


def test_the_bundle_has_each_in_a_scope_of_its_own(folder):
    assert sent(folder, "core") == (
        "const $one = (() => {\nconst hidden = 1;\nconst one = () => hidden;\n\n"
        "return { one };\n})();\n"
        "const $two = (() => {\nconst { one: first } = $one;\nasync function two() {}\n\n"
        "return { two };\n})();\n"
        "export { $one, $two };\n"
    )


def test_who_imports_one_of_them_gets_the_bundles(folder):
    assert sent(folder, "page").splitlines() == [
        'import { $one } from "./core.js";',
        "const { one: it } = $one;",
        'import "./core.js";',
        'import "./x.js";',
    ]
    assert bundle.file_of(folder, "two") == "core.js"
    assert bundle.file_of(folder, "page") == "page.js"


def test_a_style_sheet_has_its_parts_in_it(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.css").write_text("a{}")
    text = '/* whole */\n@import "./parts/one.css";\nb{}'
    assert bundle.sent(tmp_path / "whole.css", text) == "/* whole */\na{}\nb{}"


@pytest.mark.parametrize("odd", ["export let a = 1;", "export default 1;", 'import a from "b";'])
def test_it_refuses_what_it_cannot_say(folder, odd):
    (folder / "one.js").write_text(odd)
    with pytest.raises(ValueError, match="cannot be bundled"):
        sent(folder, "core")


def test_a_bundle_may_import_from_another(folder):
    (folder / "more.js").write_text('export * as $page from "./page.js";\n')
    (folder / "page.js").write_text('import { one } from "./one.js";\nexport const page = one;\n')
    assert sent(folder, "more").splitlines()[:3] == [
        'import { $one } from "./core.js";',
        "const $page = (() => {",
        "const { one } = $one;",
    ]


def test_each_of_ours_comes_after_what_it_imports():
    homes = bundle.homes(JS)
    for place, (name, home) in enumerate(homes.items()):
        imported = set(IMPORTED.findall((JS / f"{name}.js").read_text()))
        before = {other for other in list(homes)[:place] if homes[other] == home}
        assert imported <= before | {other for other in homes if homes[other] == "core"}, name
        assert home != "core" or imported <= before, name


def test_nobody_imports_one_of_ours_from_elsewhere():
    """Else it would exist twice, each with a state of its own."""
    homes = bundle.homes(JS)
    stray = re.compile(rf'(?:from |import |import\()"\./({"|".join(homes)})\.js"')
    for script in JS.glob("*.js"):
        if script.stem not in homes:
            assert not stray.search(sent(JS, script.stem)), script.name
