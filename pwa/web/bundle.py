"""Modules that nearly every page needs are sent as one file: fewer requests, and fewer bytes.

A bundle is a module that only names others: `export * as $name from "./name.js";`, each after what
it imports itself. Whoever imports one of those is given the bundle's, so that each exists once.
A style sheet is sent with its parts in the place of their imports.
"""

import re
from functools import cache
from pathlib import Path

_MEMBER = re.compile(r'^export \* as \$(\w+) from "\./\1\.js";$', re.MULTILINE)
_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|async function) ([\w$]+))", re.MULTILINE)
_PART = re.compile(r'^@import "\./([\w/-]+\.css)";$', re.MULTILINE)
_NOT_KNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@cache
def homes(folder: Path) -> dict[str, str]:
    """For each module in a bundle its bundle, in the order in which they run."""
    return {
        module: bundle.stem
        for bundle in sorted(folder.glob("*.js"))
        for module in _MEMBER.findall(bundle.read_text())
    }


def file_of(folder: Path, module: str) -> str:
    """The name of the file that a module comes in."""
    return f"{homes(folder).get(module, module)}.js"


def sent(path: Path, source: str) -> str:
    """A file as it is sent: a bundle with its members in it, another with imports from it."""
    if path.suffix == ".css":
        return _PART.sub(lambda part: (path.parent / part[1]).read_text(), source)
    if path.stem in homes(path.parent).values():
        return _bundle(path.parent, path.stem)
    return _IMPORT.sub(lambda found: _from_bundle(found, homes(path.parent)), source)


def _from_bundle(found: re.Match[str], home: dict[str, str]) -> str:
    names, module = found.groups()
    if module not in home:
        return found[0]
    if names is None:
        return f'import "./{home[module]}.js";'
    return f"{_imported(module, home)}\n{_taken(names, module)}"


def _imported(module: str, home: dict[str, str]) -> str:
    return f'import {{ ${module} }} from "./{home[module]}.js";'


def _taken(names: str, module: str) -> str:
    return f"const {{{names.replace(' as ', ': ')}}} = ${module};"


def _bundle(folder: Path, bundle: str) -> str:
    home = homes(folder)
    inside = [module for module in home if home[module] == bundle]
    sources = {name: (folder / f"{name}.js").read_text() for name in inside}
    named = {found[1] for source in sources.values() for found in _IMPORT.findall(source)}
    outside = [_imported(module, home) for module in home if module in named - {*inside}]
    scopes = [_scoped(name, source, home) for name, source in sources.items()]
    exported = ", ".join(f"${name}" for name in inside)
    return "\n".join((*outside, *scopes, f"export {{ {exported} }};\n"))


def _scoped(name: str, source: str, home: dict[str, str]) -> str:
    """A module as a value: what it exports, with the rest out of the others' sight."""

    def taken(found: re.Match[str]) -> str:
        return _taken(found[1] or "", found[2]) if found[2] in home else found[0]

    body = _IMPORT.sub(taken, source)
    exported = _EXPORT.findall(body)
    body = _EXPORT.sub("", body)
    if odd := _NOT_KNOWN.search(body):
        raise ValueError(f"{name}.js cannot be bundled: {odd[0]}")
    return f"const ${name} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"
