"""Reading cases from JSON text, strictly: what JSON leaves open is refused by name."""

import json
from typing import Any

from pwa.decision import Case, parse_case
from pwa.errors import Fault, Invalid


def read_cases(raw: bytes) -> tuple[list[Case], bool]:
    """One case, or many in `{"cases": [...]}` (then True). Raises Invalid with every fault."""
    data = read_json(raw)
    if not isinstance(data, dict) or "cases" not in data:
        return [parse_case(data)], False
    return _many(data), True


def _many(data: dict[str, Any]) -> list[Case]:
    faults = [Fault(key, "is not allowed beside cases") for key in data if key != "cases"]
    cases = []
    items = data["cases"]
    if not isinstance(items, list):
        faults.append(Fault("cases", "must be a list of cases"))
        items = []
    for position, item in enumerate(items):
        try:
            cases.append(parse_case(item))
        except Invalid as error:
            at = f"cases[{position}]"
            faults += [Fault(f"{at}.{f}" if f else at, message) for f, message in error.faults]
    if faults:
        raise Invalid(faults)
    return cases


def read_json(raw: bytes) -> Any:
    """JSON in UTF-8, each key once. Raises Invalid."""
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Invalid([Fault("file", "must be JSON in UTF-8")]) from error
    except RecursionError as error:
        raise Invalid([Fault("file", "must be JSON that is not nested so deeply")]) from error
    except ValueError as error:
        raise Invalid([Fault("file", f"must be JSON: {error}")]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key given twice has no one meaning, and the later would silently win."""
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise Invalid([Fault(key, "must be given once, not twice")])
        seen[key] = value
    return seen


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")
