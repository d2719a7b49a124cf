"""Who may ask: a record system of the clinic's that has signed for this call, once."""

from sqlmodel import select

from pwa.care.programs import clients
from pwa.interop.cds import body
from pwa.store.tables import Client, SpentAssertion
from tests.interop.cds.record_system import ISSUER, ROOT, RecordSystem, system_of
from tests.interop.program import key

WRONG = {
    "another issuer": {"iss": f"{ISSUER}/"},
    "no issuer": {"iss": None},
    "another address": {"aud": f"{ROOT}/oauth/token"},
    "two addresses": {"aud": [ROOT, f"{ROOT}/oauth/token"]},
    "no address": {"aud": None},
    "long over": {"exp": 1},
    "for an hour": {"exp": 2_000_000_000},
    "no end": {"exp": None},
    "no beginning": {"iat": None},
    "of tomorrow": {"iat": 2_000_000_000},
    "no id": {"jti": None},
}


def test_it_refuses_what_is_signed_for_something_else(system, cast):
    for name, claims in WRONG.items():
        token = system.signed(system.service, **claims)
        refused = system.calls(system.view(cast.ana), token=token)
        assert refused.status_code == 401, name
        assert "error=invalid_token" in refused.headers["WWW-Authenticate"]


def test_it_refuses_another_key_and_follows_no_address_of_keys(system, app, cast):
    thief = RecordSystem(type(system.program)(app, _Named(system), key("EC", "stolen")))
    for header in ({}, {"kid": "key-1"}, {"jku": "https://thief.example/keys", "kid": "stolen"}):
        token = thief.signed(system.service, header)
        assert system.calls(system.view(cast.ana), token=token).status_code == 401
    known = system.signed(system.service, {"jku": "https://records.example/keys"})
    assert system.calls(system.view(cast.ana), token=known).status_code == 200


class _Named:
    """The client that somebody claims to be."""

    def __init__(self, system: RecordSystem) -> None:
        self.id, self.clinic_id = system.id, system.program.clinic


def test_it_refuses_who_has_not_signed(system, cast):
    for header in ("", "Basic YTpi", "Bearer", "Bearer a.b.c", "Bearer \xe9"):
        refused = system.calls(system.view(cast.ana), headers={"Authorization": header})
        assert refused.status_code == 401, header
        assert refused.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_signature_is_taken_once_also_for_another_address(system, cast, look):
    token = system.signed(system.service, jti="once")
    assert system.calls(system.view(cast.ana), token=token).status_code == 200
    assert system.calls(system.view(cast.ana), token=token).status_code == 401
    again = system.signed(f"{system.service}/feedback", jti="once")
    said = {"card": "x", "outcome": "accepted", "outcomeTimestamp": "2026-04-27T15:00:00Z"}
    assert system.tells(said, token=again).status_code == 401
    assert system.tells(said).status_code == 404
    assert len(look(select(SpentAssertion))) == 1


def test_a_system_of_another_clinic_is_let_in_nowhere_else(app, cast, system):
    elm = system_of(app, cast, "elm", own=key("EC", "elm"), issuer="https://elm.example")
    token = elm.signed(system.service, iss="https://elm.example")
    assert elm.calls(elm.view(cast.ana), system.service, token=token).status_code == 401


def test_nothing_of_it_is_kept_by_anybody(system, cast):
    answer = system.calls(system.view(cast.ana))
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_revoked_meanwhile_learns_nothing(system, cast, session, monkeypatch):
    read = body.read

    def slowly():
        clients.revoke(session, session.get_one(Client, (cast.oak, system.id)))
        session.commit()
        return read()

    monkeypatch.setattr(body, "read", slowly)
    assert system.calls(system.view(cast.ana)).status_code == 401
