"""What JSON leaves open and what FHIR forbids is refused before anything is read."""

import json

import pytest

from pwa.errors import Invalid
from pwa.interop.fhir.writing import body
from pwa.interop.fhir.writing.body import Unreadable
from tests.interop import sent

KIND = "QuestionnaireResponse"


@pytest.mark.parametrize(
    "said",
    [
        b"", b"[]", b"{}", b'{"resourceType": "Patient"}', b"\xff", b'"QuestionnaireResponse"',
        b'{"resourceType": "QuestionnaireResponse", "status": "a", "status": "b"}',
        b'{"resourceType": "QuestionnaireResponse", "a": NaN}',
        b'{"resourceType": "QuestionnaireResponse", "a b": 1}',
        b'{"resourceType": "QuestionnaireResponse", "item": ' + b"[" * 2000 + b"]" * 2000 + b"}",
        b'{"resourceType": "QuestionnaireResponse", "a": ' + b"9" * 5000 + b"}",
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_such_resource_is_refused(said):
    with pytest.raises(Unreadable):
        body.read(said, KIND)


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"modifierExtension": [{}]}, "modifierExtension"),
        ({"subject": {"modifierExtension": [{}]}}, "subject.modifierExtension"),
        ({"implicitRules": "https://ehr.example/upside-down"}, "implicitRules"),
        ({"status": "com\0pleted"}, "status"),
        ({"author": {"display": "\ud800"}}, "author.display"),
        ({"item": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}, "item" + 15 * "[0]"),
    ],
    ids=["modifier", "inside", "rules", "nul", "half", "deep"],
)
def test_what_may_not_be_in_it_is_named(more, path):
    with pytest.raises(Invalid) as refused:
        body.read(json.dumps(sent.response("ana", **more)).encode(), KIND)
    assert [fault.field for fault in refused.value.faults] == [f"{KIND}.{path}"]
