"""The official JSON schema of FHIR R4 (4.0) holds for every resource."""

import json
from itertools import chain

import pytest
from jsonschema import Draft6Validator

from dev import NPM

SCHEMA = NPM / "@asymmetrik+fhir-json-schema-validator@0.9.8" / "fhir.schema.json"


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads(SCHEMA.read_text())


def faults(schema, one) -> list[str]:
    definition = schema["definitions"][one["resourceType"]]
    checker = Draft6Validator(definition | {"definitions": schema["definitions"]})
    return [error.message for error in checker.iter_errors(one)]


def test_it_holds(schema, resources):
    assert all(resources.values())
    for one in chain(*resources.values()):
        assert faults(schema, one) == []


def test_it_would_notice_what_is_not_fhir(schema, resources):
    (first, *_) = resources["Task"]
    assert faults(schema, first | {"ketamine": True})
    assert faults(
        schema,
        {name: first[name] for name in first if name != "resourceType"}
        | {"resourceType": "Task", "authoredOn": "yesterday"},
    )
