"""A program gets a token with what it has signed, and nobody gets one with anything else."""

import pytest
from flask import jsonify

from pwa.interop import access
from pwa.web.session import current_session
from tests.interop.program import Program, key, program_of

RSA = "RSA"


@pytest.fixture
def program(app, cast, clock) -> Program:
    _add_views(app)
    return program_of(app, cast)


def _add_views(app) -> None:
    """Two views of the test's own, behind the same door as the real ones."""

    @access.needs("Patient", "r")
    def read():
        access.shown(1, "p-1")
        return jsonify(resourceType="Patient")

    @access.needs("Procedure", "c")
    def write():
        access.written("Procedure")
        current_session().commit()
        return jsonify(resourceType="Procedure"), 201

    app.add_url_rule("/fhir/test/read", "fhir.test_read", read)
    app.add_url_rule("/fhir/test/write", "fhir.test_write", write, methods=["POST"])


@pytest.mark.parametrize("kind", ["EC", "RSA"])
def test_it_gives_a_token_to_who_has_signed(app, cast, clock, kind):
    program = program_of(app, cast, own=key(kind))
    answer = program.ask("system/Patient.rs system/Procedure.c")
    assert answer.status_code == 200
    assert answer.json["token_type"] == "bearer"
    assert answer.json["expires_in"] == 300
    assert answer.json["scope"] == "system/Patient.rs system/Procedure.c"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Pragma"] == "no-cache"
    assert len(answer.json["access_token"]) >= 43
