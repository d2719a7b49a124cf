"""Record systems: registered with public keys, changed, seen at work, and let in no more."""

import json
from datetime import timedelta

import pytest
from justhtml import JustHTML
from sqlmodel import col, select

from pwa.care.programs import jwks, scopes
from pwa.clinic.forms.record_system import SCOPES
from pwa.store.tables import AuditEvent, Client, Directory
from tests.interop.program import Program, key
from tests.interop.program import jwks as public

PATH = "/clinic/settings/record-systems"
FIELDS = {
    "name": "The hospital’s record",
    "scopes": ["system/Patient.rs", "system/Procedure.rs", "system/Procedure.c"],
    "keys": json.dumps(public(key(), key("RSA", "key-2"))),
}


@pytest.fixture
def registered(nora, look) -> Client:
    nora.done(f"{PATH}/new", **FIELDS)
    [row] = look(select(Client))
    return row


def test_a_clinic_begins_without_any(nora):
    assert "No other system is let in." in nora.page(PATH)


def test_it_registers_one_with_what_is_public(nora, look, cast):
    page = nora.done(f"{PATH}/new", **FIELDS)
    [row] = look(select(Client))
    assert (row.clinic_id, row.created_by, row.name) == (cast.oak, cast.nora, FIELDS["name"])
    assert row.scopes == ["system/Patient.rs", "system/Procedure.crs"]
    assert row.keys == {"keys": [
        {name: one[name] for name in jwks.PUBLIC if name in one}
        for one in public(key(), key("RSA", "key-2"))["keys"]
    ]}  # fmt: skip
    assert row.id in page
    assert "http://localhost/oauth/token" in page
    assert "cds-services" not in page
    assert "Record treatments" in page
    assert "Nothing: it has never come." in page
    assert FIELDS["name"] in nora.page(PATH)


def test_a_private_key_is_refused_and_not_shown_again(nora, look):
    own = key().as_dict(private=True)
    answer = nora.post(f"{PATH}/new", **FIELDS | {"keys": json.dumps({"keys": [own]})})
    assert answer.status_code == 422
    assert "Holds a private key, which nobody else may have" in answer.text
    assert own["d"] not in answer.text
    assert FIELDS["name"] in answer.text
    assert not look(select(Client))


WRONG = (
    ("name", " ", "Enter a name"),
    ("name", "n" * 101, "at most 100 characters"),
    ("scopes", [], "Must have at least one"),
    ("scopes", ["system/Device.rs"], "not a valid choice"),
    ("keys", "", "Paste the JWK set"),
    ("keys", "ssh-rsa AAAA", "Must be a JWK set"),
    ("issuer", "ehr.example", "begins with https://"),
    ("origins", "https://ehr.example/page", "such as https://ehr.example"),
    ("origins", "http://ehr.example", "such as https://ehr.example"),
)


def test_it_says_what_is_wrong(nora, look):
    for field, value, words in WRONG:
        assert words in nora.refused(f"{PATH}/new", **FIELDS | {field: value})
    assert not look(select(Client))


def test_one_may_be_there_for_advice_alone(nora, look):
    more = {"issuer": "https://ehr.example", "origins": "https://a.example\nhttps://b.example/"}
    page = nora.done(f"{PATH}/new", **FIELDS | {"scopes": []} | more)
    [row] = look(select(Client))
    assert row.origins == ["https://a.example", "https://b.example"]
    assert f"http://localhost/cds/{row.id}/cds-services" in page


def test_a_change_ends_its_tokens(nora, app, look, registered):
    program = Program(app, registered).signs_in()
    form = JustHTML(nora.get(f"{PATH}/{registered.id}/change").text, sanitize=False)
    ticked = [box.attrs["value"] for box in form.query("input[checked]")]
    assert sorted(ticked) == sorted(FIELDS["scopes"])
    nora.done(f"{PATH}/{registered.id}/change", **FIELDS | {"scopes": ["system/Patient.rs"]})
    [row] = look(select(Client))
    assert row.scopes == ["system/Patient.rs"]
    event = look(select(AuditEvent).where(AuditEvent.name == "record-system.changed"))[-1]
    assert event.details == {"fields": ["scopes"], "scopes": ["system/Patient.rs"]}
    assert program.get("/fhir/Patient").status_code == 401
    assert program.ask("system/Procedure.rs").json["error"] == "invalid_scope"


def test_it_shows_what_it_did_last(nora, app, registered):
    Program(app, registered).signs_in()
    page = nora.page(f"{PATH}/{registered.id}")
    assert "Access token issued" in page
    assert "never" not in nora.page(PATH)
    assert FIELDS["name"] in nora.page("/clinic/audit")


def test_its_access_ends_at_once_and_for_good(nora, app, look, registered):
    program = Program(app, registered).signs_in()
    page = nora.done(f"{PATH}/{registered.id}/revoke")
    assert "It is let in no more" in page
    assert "End its access" not in page
    assert "Revoked" in nora.page(PATH)
    assert program.get("/fhir/Patient").status_code == 401
    assert program.ask().json["error"] == "invalid_client"
    assert nora.get(f"{PATH}/{registered.id}/change").status_code == 404
    kinds = ("client", "access-token")
    assert not look(select(Directory).where(col(Directory.kind).in_(kinds)))


def test_it_asks_again_who_it_is_before_each_of_them(nora, clock, look, registered):
    clock.shift(timedelta(minutes=6))
    for path, fields in (
        (f"{PATH}/new", FIELDS),
        (f"{PATH}/{registered.id}/change", FIELDS | {"scopes": ["system/Task.rs"]}),
        (f"{PATH}/{registered.id}/revoke", {}),
    ):
        assert nora.post(path, **fields).status_code == 403
    [row] = look(select(Client))
    assert (row.scopes, row.revoked_at) == (registered.scopes, None)


def test_every_part_of_what_is_offered_is_in_plain_words():
    assert tuple(SCOPES) == scopes.PARTS
