"""Every door of FHIR asks for a token whose scopes allow what is done there; so says the app."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pwa.care.programs import scopes, tokens
from pwa.store.tables import Client
from tests.interop.program import Program, program_of

# What is the same for everyone, with nobody's data.
OPEN = {
    *("fhir.metadata", "fhir.read_questionnaire"),
    *("fhir.search_questionnaire", "fhir.search_questionnaire_by_form"),
}


@pytest.fixture
def program(app, cast, clock) -> Program:
    return program_of(app, cast)


def guarded(app: Flask) -> Iterator[tuple[Rule, str, tuple[str, str] | None]]:
    """Each route below /fhir and each of its methods, with the kind and the act that it names."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("fhir."):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, method, getattr(app.view_functions[rule.endpoint], "needs", None)


def ask(program: Program, rule: Rule, method: str, token: str):
    program.token = token
    ids = dict.fromkeys(rule.arguments, "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11")
    return program.open(rule.build(ids, append_unknown=False)[1], method)


def given(session, program: Program, pairs) -> str:
    """A token for these kinds and acts."""
    client = session.get_one(Client, (program.clinic, program.id))
    value = tokens.issue(session, client, scopes.written(pairs))
    session.commit()
    return value


def test_every_route_names_what_it_needs_or_is_open_on_purpose(app):
    found = list(guarded(app))
    assert len(found) > 20
    assert {rule.endpoint for rule, _, needs in found if needs is None} == OPEN
    assert {needs for _, _, needs in found if needs} <= scopes.OFFERED


def test_no_door_opens_without_its_scope(app, program, session):
    short = {pair: given(session, program, scopes.OFFERED - {pair}) for pair in scopes.OFFERED}
    for rule, method, needs in guarded(app):
        if needs is not None:
            about = f"{method} {rule.rule}"
            assert ask(program, rule, method, "").status_code == 401, about
            assert ask(program, rule, method, "no-token").status_code == 401, about
            answer = ask(program, rule, method, short[needs])
            assert answer.status_code == 403, about
            assert answer.www_authenticate.get("scope") == f"system/{needs[0]}.{needs[1]}", about
            assert answer.json["resourceType"] == "OperationOutcome", about


def test_each_opens_with_its_scope_alone(app, program, session):
    """Or the walk above would prove nothing."""
    alone = {pair: given(session, program, {pair}) for pair in scopes.OFFERED}
    for rule, method, needs in guarded(app):
        if needs is not None:
            answer = ask(program, rule, method, alone[needs])
            assert answer.status_code not in (401, 403, 429), f"{method} {rule.rule}"
            assert answer.status_code < 500, f"{method} {rule.rule}"
