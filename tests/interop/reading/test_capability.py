"""What the server says that it does is what it does, and all of it."""

import pytest

from pwa.care.programs import scopes
from tests.interop.program import program_of

SAMPLE = {
    "date": "ge2026",
    "reference": "nobody",
    "uri": "http://localhost/fhir/x",
    "token": "nobody",
}
ACTS = {"read": "r", "search-type": "s", "create": "c"}


@pytest.fixture(scope="module")
def said(app) -> dict:
    answer = app.test_client().get("/fhir/metadata")
    assert answer.status_code == 200
    return answer.json


def kinds(said) -> dict[str, dict]:
    return {one["type"]: one for one in said["rest"][0]["resource"]}


def interactions(one) -> set[str]:
    return {ACTS[each["code"]] for each in one["interaction"]}


def test_it_names_what_a_program_can_be_allowed_and_nothing_else(said):
    named = {(name, act) for name, one in kinds(said).items() for act in interactions(one)}
    assert named == scopes.OFFERED


def test_each_route_is_in_it(app, said):
    """Whatever is reached below /fhir belongs to a kind and an interaction that are named."""
    known = kinds(said)
    for rule in app.url_map.iter_rules():
        _, first, *rest = (*rule.rule.split("/"), "")
        if first != "fhir" or rest[0] in ("metadata", ".well-known"):
            continue
        acts = interactions(known[rest[0]])
        view = app.view_functions[rule.endpoint]
        act = view.needs[1] if hasattr(view, "needs") else "r" if rule.arguments else "s"
        assert act in acts, rule.rule


def test_each_interaction_is_there(program, said):
    for name, one in kinds(said).items():
        acts = interactions(one)
        assert program.get(f"/fhir/{name}").status_code == (200 if "s" in acts else 404)
        assert program.get(f"/fhir/{name}/nobody").status_code == 404
        created = program.post(f"/fhir/{name}", json={"resourceType": name}).status_code
        assert created in ((400, 422) if "c" in acts or name == "Patient" else (405,))
        for method in ("PUT", "PATCH", "DELETE"):
            assert program.open(f"/fhir/{name}/nobody", method).status_code == 405


def test_each_parameter_is_understood(program, said):
    strict = {"Prefer": "handling=strict"}
    for name, one in kinds(said).items():
        assert {"_id"} <= {each["name"] for each in one["searchParam"]}
        for each in one["searchParam"]:
            query = {each["name"]: SAMPLE[each["type"]]}
            answer = program.get(f"/fhir/{name}", query_string=query, headers=strict)
            assert answer.status_code == 200, (name, each, answer.text)
            (link,) = answer.json["link"]
            assert f"{each['name']}=" in link["url"]


def test_it_says_what_is_asked_where(program, said):
    assert said["fhirVersion"] == "4.0.1"
    assert said["implementation"]["url"] == "http://localhost/fhir"
    (uris,) = said["rest"][0]["security"]["extension"]
    (token,) = uris["extension"]
    configuration = program.get("/fhir/.well-known/smart-configuration").json
    assert token["valueUri"] == configuration["token_endpoint"]


def test_each_address_is_closed_without_a_token_or_its_scope(app, cast, said):
    """Also with a token that another kind's resources are read with."""
    stranger = app.test_client()
    other = program_of(app, cast).signs_in("system/PlanDefinition.rs")
    plans = program_of(app, cast).signs_in("system/Task.rs")
    for rule in app.url_map.iter_rules():
        needs = getattr(app.view_functions[rule.endpoint], "needs", None)
        if needs is None:
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "nobody"))[1]
        method = "GET" if "GET" in rule.methods else "POST"
        answer = stranger.open(path, method=method)
        assert answer.status_code == 401, path
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
        assert answer.json["issue"][0]["code"] == "login"
        narrow = plans if needs[0] == "PlanDefinition" else other
        answer = narrow.open(path, method)
        assert answer.status_code == 403, path
        assert answer.json["issue"][0]["code"] == "forbidden"
        assert f'scope="system/{needs[0]}.{needs[1]}"' in answer.headers["WWW-Authenticate"]
