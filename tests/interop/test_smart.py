"""A program gets a token with what it has signed, and it opens what its scopes allow."""

from datetime import timedelta

import pytest
from flask import g, jsonify
from sqlmodel import select

from pwa.care import guesses, pairing
from pwa.care.programs import clients
from pwa.interop import access
from pwa.store.tables import AccessToken, AuditEvent, Client, Patient
from pwa.web.session import current_session
from tests.clinic.conftest import look  # noqa: F401
from tests.interop.program import ASSERTION, Program, key, program_of, registered

UNKNOWN = "The program is not known, or this is not signed with a key of its own."


@pytest.fixture
def program(app, cast, clock) -> Program:
    """It may see patients and record treatments. There are two views of the test's own."""

    @access.needs("Patient", "r")
    def read():
        access.shown(3, cast.ana)
        return jsonify(clinic=g.clinic_id, client=g.client.id)

    @access.needs("Procedure", "c")
    def write():
        access.written("Procedure", patient_id=cast.ana)
        current_session().commit()
        return jsonify(resourceType="Procedure"), 201

    app.add_url_rule("/fhir/test", "fhir.test_read", read)
    app.add_url_rule("/fhir/test", "fhir.test_write", write, methods=["POST"])
    return program_of(app, cast, scopes=["system/Patient.rs", "system/Procedure.c"])


def refused(answer, error: str, status: int) -> str:
    """The words of an answer that grants nothing."""
    assert (answer.status_code, answer.json["error"]) == (status, error), answer.text
    assert set(answer.json) == {"error", "error_description"}
    assert answer.headers["Cache-Control"] == "no-store"
    words = answer.json["error_description"]
    assert words.isascii()
    assert '"' not in words
    return words


@pytest.mark.parametrize("kind", ["EC", "RSA"])
def test_it_gives_a_token_to_who_has_signed(app, cast, clock, kind, look):  # noqa: F811
    program = program_of(app, cast, own=key(kind, "second"))
    answer = program.ask("system/Patient.rs system/Procedure.write system/Device.rs launch")
    assert answer.status_code == 200
    value = answer.json.pop("access_token")
    assert len(value) == 43
    assert answer.json == {
        "access_token": value, "token_type": "bearer", "expires_in": 300,
        "scope": "system/Patient.rs system/Procedure.c",
    }  # fmt: skip
    assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")
    [row] = look(select(AccessToken))
    assert row.scopes == ["system/Patient.rs", "system/Procedure.c"]
    assert value not in repr(row)
    [event] = look(select(AuditEvent).where(AuditEvent.actor == "client"))
    assert (event.name, event.actor_id) == ("access-token.issued", program.id)
    assert event.details == {"scopes": row.scopes}
    assert look(select(Client))[0].used_at is not None


def test_it_tells_nothing_apart_of_whom_it_does_not_know(app, program, session, cast):
    stranger = Program(app, Client(id="a9d1c0de-0000-4000-8000-000000000000", clinic_id=""))
    forger = Program(app, Client(id=program.id, clinic_id=program.clinic), key("EC", "forged"))
    forger.key.ensure_kid()
    client = registered(session, program.clinic, cast.nora)
    clients.revoke(session, client)
    session.commit()
    revoked = Program(app, client)
    answers = [
        stranger.ask(),
        forger.ask(),
        forger.ask(assertion=forger.assertion({"kid": "key-1"})),
        revoked.ask(),
        program.ask(assertion="nonsense"),
    ]
    assert {refused(answer, "invalid_client", 401) for answer in answers} == {UNKNOWN}
    assert len({answer.data for answer in answers}) == 1
    assert len({tuple(sorted(name for name, _ in answer.headers)) for answer in answers}) == 1


def test_it_says_what_is_wrong_with_the_request(program):
    for changes, error in (
        ({"grant_type": None}, "invalid_request"),
        ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        ({"client_assertion_type": "urn:other"}, "invalid_request"),
        ({"client_assertion": None}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "system/Task.rs system/Patient.c"}, "invalid_scope"),
        ({"scope": ["system/Patient.rs", "system/Task.rs"]}, "invalid_request"),
    ):
        given = {"assertion": program.assertion()} | {"scope": "system/Patient.rs"} | changes
        refused(program.ask(**given), error, 400)
    words = refused(program.ask("system/Task.rs"), "invalid_scope", 400)
    assert "system/Patient.rs system/Procedure.c" in words


def test_what_else_goes_wrong_is_told_in_oauths_shape(program):
    for method in ("GET", "PUT", "DELETE"):
        refused(program.http.open("/oauth/token", method=method), "invalid_request", 405)
    refused(program.http.post("/oauth/token", json={"a": 1}), "invalid_request", 400)
    refused(program.http.post("/oauth/token", data=b"x" * 1_200_000), "invalid_request", 413)


def test_it_is_taken_once(program):
    assertion = program.assertion()
    assert program.ask("system/Patient.rs", assertion).status_code == 200
    assert "jti" in refused(program.ask("system/Patient.rs", assertion), "invalid_client", 401)
    again = program.assertion(jti="mine")
    refused(program.ask("system/Task.rs", again), "invalid_scope", 400)
    refused(program.ask("system/Patient.rs", again), "invalid_client", 401)


def test_who_guesses_has_to_wait_and_keeps_no_phone_out(app, program, session, cast):
    for _ in range(guesses.PER_ADDRESS):
        # Whoever can sign is no guesser, whatever they have got wrong.
        refused(program.ask(assertion=program.assertion(aud="elsewhere")), "invalid_client", 401)
    for _ in range(guesses.PER_ADDRESS):
        refused(program.ask(assertion="nonsense"), "invalid_client", 401)
    answer = program.ask("system/Patient.rs")
    assert "Wait 15 min" in refused(answer, "temporarily_unavailable", 429)
    ana = session.get_one(Patient, (cast.oak, cast.ana))
    code = pairing.make_invite(session, ana, cast.nora).code
    session.commit()
    phone = app.test_client()
    paired = phone.post("/api/pair", json={"secret": code}, headers={"X-Booster": "1"})
    assert paired.status_code == 201


def test_a_token_opens_what_it_is_for(program, look, cast):  # noqa: F811
    program.signs_in()
    assert program.get("/fhir/test").status_code == 200
    assert program.post("/fhir/test").status_code == 201
    program.signs_in("system/Patient.s")
    for answer, scope in (
        (program.get("/fhir/test"), "system/Patient.r"),
        (program.post("/fhir/test"), "system/Procedure.c"),
    ):
        assert answer.status_code == 403
        assert answer.json["resourceType"] == "OperationOutcome"
        challenge = answer.www_authenticate
        assert challenge.type == "bearer"
        assert challenge.get("error") == "insufficient_scope"
        assert challenge.get("scope") == scope
    events = look(select(AuditEvent).where(AuditEvent.name.startswith("fhir.")))
    assert [(one.name, one.actor_id, one.subject_id, one.details) for one in events] == [
        ("fhir.read", program.id, cast.ana, {"kind": "Patient", "count": 3}),
        ("fhir.written", program.id, cast.ana, {"kind": "Procedure", "count": 1}),
    ]


def test_nothing_opens_without_a_token_that_holds(program, clock):
    good = program.signs_in().token
    for value in ("", "Bearer", "Bearer nonsense", f"Basic {good}", f"Bearer {good}x", good,
                  "Bearer " + "x" * 10_000, f"Bearer {good} more"):  # fmt: skip
        answer = program.http.get("/fhir/test", headers={"Authorization": value})
        assert answer.status_code == 401, value
        assert answer.json["resourceType"] == "OperationOutcome"
        assert answer.www_authenticate.get("realm") == "http://localhost/fhir"
    assert program.http.get("/fhir/test").www_authenticate.get("error") is None
    assert program.http.get(f"/fhir/test?access_token={good}").status_code == 401
    assert program.get("/fhir/test").status_code == 200
    clock.shift(timedelta(minutes=5))
    over = program.get("/fhir/test")
    assert over.status_code == 401
    assert over.www_authenticate.get("error") == "invalid_token"


def test_a_token_of_another_clinic_sees_that_clinic(app, program, cast):
    elm = program_of(app, cast, "elm", scopes=["system/Patient.rs"])
    for one, clinic in ((elm, cast.elm), (program, cast.oak)):
        answer = one.signs_in().get("/fhir/test")
        assert answer.json == {"clinic": clinic, "client": one.id}


def test_it_says_what_is_here(app, program):
    said = program.http.get("/.well-known/smart-configuration")
    assert said.json == program.http.get("/fhir/.well-known/smart-configuration").json
    assert said.mimetype == "application/json"
    assert said.json["token_endpoint"] == "http://localhost/oauth/token"
    assert said.json["token_endpoint_auth_signing_alg_values_supported"] == ["ES384", "RS384"]
    assert said.json["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert "client-confidential-asymmetric" in said.json["capabilities"]
    assert "system/QuestionnaireResponse.crs" in said.json["scopes_supported"]


def test_over_https_it_is_the_operators_name_that_counts(make_app, cast, clock):
    app = make_app(https=True, proxies=1, hosts=("check.oak.example", "other.example"))
    program = program_of(app, cast)
    ask = {"base_url": "https://other.example"}
    here = "https://check.oak.example/oauth/token"
    said = program.http.get("/.well-known/smart-configuration", **ask)
    assert said.json["token_endpoint"] == here
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION}
    form |= {"scope": "system/Patient.rs"}
    for audience, status in (("https://other.example/oauth/token", 401), (here, 200)):
        signed = {"client_assertion": program.assertion(aud=audience)}
        answer = program.http.post("/oauth/token", data=form | signed, **ask)
        assert answer.status_code == status
