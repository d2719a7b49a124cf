"""The catalogues, brought up to the sources: `python3 dev.py words`.

Every marked text goes into pwa/languages/messages.pot, and from there into each language's file:
translations are kept, new texts come in empty, what nobody says any more goes.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from pwa.decision.words import texts
from pwa.languages import catalogue

ROOT = Path(__file__).parent.parent
PYTHON = {"mark": None, "gettext": None, "ngettext": (1, 2)}
TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2), "trans": None}
SCRIPTS = {"t": None, "n": (1, 2)}
# Where texts are marked, by Babel's name for how they are read.
SOURCES = (
    ("python", PYTHON, "pwa", "*.py"),
    ("jinja2", TEMPLATES, "pwa/templates", "*.html"),
    ("jinja2", TEMPLATES, "pwa/templates", "*.webmanifest"),
    ("jinja2", TEMPLATES, "pwa/templates", "*.js"),
    ("javascript", SCRIPTS, "pwa/static/js", "*.js"),
)
OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
CORE = "pwa/decision/words"


def extracted() -> Catalog:
    """Every text of the sources, and who says it."""
    catalog = Catalog(project="Booster Check", copyright_holder="Booster Check", charset="utf-8")
    for file, text in _said():
        catalog.add(text, locations=[(file, 0)])
    return catalog


def _said() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for method, keywords, folder, pattern in SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            file = path.relative_to(ROOT).as_posix()
            for _, text, _, _ in extract_from_file(method, path, keywords, options=OPTIONS):
                yield file, text
    # The core stays free of marks: its tables are all words.
    for text in texts():
        yield CORE, text


def updated(code: str, template: Catalog) -> Catalog:
    """A language's catalogue with the texts of the template, and no others."""
    catalog = catalogue.catalog(code)
    # A guess from a text that looks alike would pass for a translation.
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def main() -> None:
    template = extracted()
    _write(catalogue.TEMPLATE, template)
    for code in catalogue.codes():
        catalog = updated(code, template)
        _write(catalogue.FOLDER / f"{code}.po", catalog)
        missing = sum(not all(_forms(message.string)) for message in catalog if message.id)
        print(f"{code}: {missing} of {len(template)} texts have no translation yet")


def _forms(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def _write(file: Path, catalog: Catalog) -> None:
    # Dates would make each run a change; line numbers, each edit.
    with file.open("wb") as opened:
        write_po(opened, catalog, width=100, sort_output=True, include_lineno=False)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "-Date: " not in line))


if __name__ == "__main__":
    main()
