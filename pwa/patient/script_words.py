"""The words that a page's scripts say, for a page that is not in English."""

import re
from functools import cache

from pwa.languages import Language, said_by
from pwa.web.language import current_language
from pwa.web.releases import STATIC

SCRIPTS = STATIC / "js"
_IMPORT = re.compile(r"""\b(?:import|export)\b[^;"']*["']\./([\w/-]+)\.js["']""")


def script_words(script: str) -> dict[str, str | list[str]]:
    """What the script and all that it may import can say, by the English; counted ones as lists."""
    return _words(current_language(), script)


@cache
def _words(language: Language, script: str) -> dict[str, str | list[str]]:
    files = {f"pwa/static/js/{name}.js" for name in modules(script)}
    said = ((text, language.forms(text)) for text, where in said_by().items() if where & files)
    return {text: list(forms) if len(forms) > 1 else forms[0] for text, forms in said if forms}


@cache
def modules(script: str) -> frozenset[str]:
    """The script and the modules that it imports, at once or later."""
    found: set[str] = set()
    left = {script}
    while left:
        name = left.pop()
        found.add(name)
        left |= set(_IMPORT.findall((SCRIPTS / f"{name}.js").read_text())) - found
    return frozenset(found)
