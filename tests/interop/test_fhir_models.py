"""Libraries that others wrote read every resource; nothing is unknown, missing or mistyped."""

from importlib import import_module

import pytest
from fhir.resources.R4B import get_fhir_model_class


def test_fhir_resources_reads_each(resources):
    for name, found in resources.items():
        model = get_fhir_model_class(name)
        assert [model.model_validate(one).id for one in found] == [one["id"] for one in found]


def without_translations(value):
    """fhirclient knows nothing of an element's own extensions, such as `_text`."""
    if isinstance(value, dict):
        kept = {name: inner for name, inner in value.items() if not name.startswith("_")}
        return {name: without_translations(inner) for name, inner in kept.items()}
    return [without_translations(one) for one in value] if isinstance(value, list) else value


def test_fhirclient_reads_each_strictly(resources):
    for name, found in resources.items():
        model = getattr(import_module(f"fhirclient.models.{name.lower()}"), name)
        for one in found:
            assert model(one, strict=True).as_json() == without_translations(one)


def test_a_resource_with_a_fault_would_be_noticed(resources):
    (first, *_) = resources["Procedure"]
    with pytest.raises(ValueError, match="status"):
        get_fhir_model_class("Procedure").model_validate(first | {"status": 7})
