"""One answer of a response: by its LOINC code, or by its points."""

from collections.abc import Sequence
from typing import Any

from pwa.decision.questionnaire import Option
from pwa.decision.reader import Reader
from pwa.interop.fhir.element import LOINC, Resource

ASKED_FOR = "must have one value: a valueCoding of LOINC, or a valueInteger with its points"


def points(item: Resource, path: str, options: Sequence[Option], reader: Reader) -> int | None:
    """The points of an item's answer; None for a blank, or with a fault."""
    element, value = only(item, path, reader)
    at = f"{path}.answer[0].{element}"
    if element == "valueInteger":
        return reader.whole(value, at, options[-1].value)
    if element == "valueCoding":
        return _coded(value, at, options, reader)
    if element:
        reader.fault(f"{path}.answer[0]", ASKED_FOR)
    return None


def only(item: Resource, path: str, reader: Reader) -> tuple[str, Any]:
    """The name and the value of an item's one answer; two blanks for none."""
    answers = item.get("answer")
    if "item" in item:
        reader.fault(f"{path}.item", "is not expected: no question has others in it")
    elif answers is not None and not (isinstance(answers, list) and len(answers) == 1):
        reader.fault(f"{path}.answer", "must be a list of one answer, or be left out")
    elif answers:
        return _value(answers[0], f"{path}.answer[0]", reader)
    return "", None


def _value(answer: Any, path: str, reader: Reader) -> tuple[str, Any]:
    given = answer if isinstance(answer, dict) else {}
    values = [(name, value) for name, value in given.items() if name.startswith("value")]
    if len(values) == 1 and "item" not in given:
        return values[0]
    reader.fault(path, ASKED_FOR)
    return "", None


def _coded(said: Any, path: str, options: Sequence[Option], reader: Reader) -> int | None:
    coding = said if isinstance(said, dict) else {}
    if coding.get("system") != LOINC:
        reader.fault(f"{path}.system", f"must be {LOINC}")
        return None
    known = {option.loinc: option.value for option in options}
    code = reader.choice(coding.get("code"), f"{path}.code", tuple(known))
    return known[code]
