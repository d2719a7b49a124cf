"""The GAD-7 as a Questionnaire: its official words, codes, points, and how the total is made.

Source: clinical policy, "GAD-7, to the letter"; SDC 3.0.0 (calculatedExpression); FHIRPath 2.0.0.
"""

from typing import Any

from pwa.decision.questionnaire import GAD7, Difficulty, Option
from pwa.decision.translations import GAD7_IN
from pwa.interop.fhir.element import LOINC, Base, Resource, concept, filled

NAME = "gad-7"
VERSION = "1"
TOTAL = "total"
DIFFICULTY = "difficulty"
_HL7 = "http://hl7.org/fhir/StructureDefinition"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
# All options in sight, one under the other, as the instrument is printed.
_RADIO = {
    "url": f"{_HL7}/questionnaire-itemControl",
    "valueCodeableConcept": concept(_CONTROL, "radio-button"),
}
# The official translations, by the tag of their language.
_TRANSLATIONS = {"es-US": GAD7_IN["es"], "fr-FR": GAD7_IN["fr"]}


def canonical(base: Base) -> str:
    """What a response says that it answers."""
    return base.canonical("Questionnaire", NAME, VERSION)


def questionnaire(base: Base) -> Resource:
    """The definition. It has no total in it unless all seven questions are answered."""
    return {
        "resourceType": "Questionnaire",
        "id": NAME,
        "url": base.canonical("Questionnaire", NAME),
        "version": VERSION,
        "name": "GAD7",
        "title": "Generalized Anxiety Disorder 7 item",
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": GAD7.attribution,
        "code": concept(LOINC, GAD7.loinc)["coding"],
        "item": [_stem(), *_questions(), _difficulty(), _total()],
    }


def _stem() -> Resource:
    words = [(tag, one.stem) for tag, one in _TRANSLATIONS.items()]
    return {"linkId": "stem", "type": "display", "text": GAD7.stem} | _in_other_words("text", words)


def _questions() -> list[Resource]:
    return [
        {
            "extension": [_RADIO],
            "linkId": item.id,
            "code": concept(LOINC, item.loinc)["coding"],
            "text": item.text,
            "type": "choice",
            "answerOption": [_option(n) for n in range(len(GAD7.options))],
        }
        | _in_other_words("text", [(t, one.items[n].text) for t, one in _TRANSLATIONS.items()])
        for n, item in enumerate(GAD7.items)
    ]


def _option(position: int) -> Resource:
    option = GAD7.options[position]
    words = [(tag, one.options[position].text) for tag, one in _TRANSLATIONS.items()]
    coding = coding_of(option) | _in_other_words("display", words)
    return {"valueCoding": {"extension": [_points(option)], **coding}}


def coding_of(option: Option) -> Resource:
    """An answer as LOINC has it."""
    return {"system": LOINC, "code": option.loinc, "display": option.text}


def _points(option: Option) -> Resource:
    return {"url": f"{_HL7}/ordinalValue", "valueDecimal": option.value}


def difficulty() -> Difficulty:
    """The question that is not scored."""
    if GAD7.difficulty is None:
        raise LookupError("the English questionnaire asks how difficult it was")
    return GAD7.difficulty


def _difficulty() -> Resource:
    asked = difficulty()
    return {
        "extension": [_RADIO],
        "linkId": DIFFICULTY,
        "code": concept(LOINC, asked.loinc)["coding"],
        "text": asked.text,
        "type": "choice",
        "answerOption": [{"valueCoding": coding_of(option)} for option in asked.options],
    }


def _total() -> Resource:
    said = {"language": "text/fhirpath", "expression": total_expression()}
    return {
        "extension": [
            {"url": f"{_SDC}/sdc-questionnaire-calculatedExpression", "valueExpression": said}
        ],
        "linkId": TOTAL,
        "code": concept(LOINC, GAD7.total_loinc)["coding"],
        "text": "Total, 0 to 21",
        "type": "integer",
        "readOnly": True,
    }


def total_expression() -> str:
    """FHIRPath for the sum of the seven answers; empty while one of them is missing."""
    ids = " | ".join(f"'{item.id}'" for item in GAD7.items)
    given = f"%resource.item.where(linkId in ({ids})).answer.value.code"
    points = "{}"
    for option in reversed(GAD7.options):
        points = f"iif($this = '{option.loinc}', {option.value}, {points})"
    return f"iif({given}.count() = {len(GAD7.items)}, {given}.select({points}).sum(), {{}})"


def _in_other_words(element: str, words: list[tuple[str, str]]) -> Resource:
    """The element's official translations, beside it."""
    translated: list[Any] = [
        {
            "url": f"{_HL7}/translation",
            "extension": [
                {"url": "lang", "valueCode": tag},
                {"url": "content", "valueString": text},
            ],
        }
        for tag, text in words
    ]
    return filled({f"_{element}": {"extension": translated}})
