"""A check-in as a QuestionnaireResponse. What was left blank is not in it, and then no total is."""

from pwa.decision.questionnaire import GAD7, total
from pwa.interop.fhir.element import (
    Base,
    Resource,
    given_name,
    identifier,
    moment,
    reference,
    resource,
)
from pwa.interop.fhir.questionnaire import DIFFICULTY, TOTAL, canonical, coding_of
from pwa.store.tables import CheckIn


def questionnaire_response(row: CheckIn, base: Base) -> Resource:
    """`stopped` is FHIR's word for one that was handed in with blanks."""
    subject = reference("Patient", row.patient_id)
    return resource(
        "QuestionnaireResponse",
        row.id,
        row.received_at,
        # There is room for one only, and the id is the other.
        identifier=given_name(row.origin) or identifier(row.id),
        questionnaire=canonical(base),
        status="stopped" if None in row.answers else "completed",
        subject=subject,
        authored=moment(row.taken_at, row.offset_minutes),
        author=subject,
        source=subject,
        item=[*_answers(row), *_difficulty(row), *_total(row)],
    )


def _answers(row: CheckIn) -> list[Resource]:
    pairs = zip(GAD7.items, row.answers, strict=True)
    return [
        _item(item.id, item.text, valueCoding=coding_of(GAD7.options[points]))
        for item, points in pairs
        if points is not None
    ]


def _difficulty(row: CheckIn) -> list[Resource]:
    asked = GAD7.difficulty
    if asked is None or row.difficulty is None:
        return []
    return [_item(DIFFICULTY, asked.text, valueCoding=coding_of(asked.options[row.difficulty]))]


def _total(row: CheckIn) -> list[Resource]:
    points = total(row.answers)
    return [] if points is None else [_item(TOTAL, "Total, 0 to 21", valueInteger=points)]


def _item(link_id: str, text: str, **answer: Resource | int) -> Resource:
    return {"linkId": link_id, "text": text, "answer": [answer]}
