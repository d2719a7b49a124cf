"""The record systems of a clinic: registered by its administrator, known by an id and by keys."""

import re
from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlmodel import Session, col, delete, select

from pwa.care import clock
from pwa.care.checks import Checks
from pwa.care.programs import jwks, scopes
from pwa.errors import Invalid, NotFound
from pwa.store import directory
from pwa.store.tables import AccessToken, Client

LISTED = 100
LONGEST_NAME = 100
LONGEST_ADDRESS = 200
MOST_ORIGINS = 10


class Facts(NamedTuple):
    """What is said of a record system; `keys` is a JWK set as text, `scopes` are SMART's."""

    name: str
    scopes: Collection[str]
    keys: str
    issuer: str = ""
    origins: Collection[str] = ()


def register(s: Session, clinic_id: str, facts: Facts, by: str) -> Client:
    """Let a record system in; `by` is the id of a member of staff. Invalid names each fault."""
    client = Client(clinic_id=clinic_id, created_by=by, created_at=clock.now(), **_checked(facts))
    s.add(client)
    s.flush()
    directory.put(s, "client", client.id, clinic_id)
    return client


def change(s: Session, client: Client, facts: Facts) -> list[str]:
    """Say other things of it; which. Its tokens end: the next ones are by what was said now."""
    said = _checked(facts)
    changed = [name for name, value in said.items() if getattr(client, name) != value]
    for name in changed:
        setattr(client, name, said[name])
    s.add(client)
    _end_tokens(s, client)
    return changed


def revoke(s: Session, client: Client) -> None:
    """From now on it is let in no more, whatever token it has."""
    client.revoked_at = client.revoked_at or clock.now()
    s.add(client)
    directory.remove(s, "client", client.id)
    _end_tokens(s, client)


def of_clinic(s: Session, clinic_id: str) -> list[Client]:
    """The newest hundred; those that were revoked are among them."""
    mine = select(Client).where(Client.clinic_id == clinic_id)
    newest = mine.order_by(col(Client.created_at).desc(), col(Client.id))
    return list(s.exec(newest.limit(LISTED)))


def find(s: Session, clinic_id: str, client_id: str) -> Client:
    """NotFound when the clinic has none of this id."""
    found = s.get(Client, (clinic_id, client_id))
    if found is None:
        raise NotFound("There is no record system of this id.")
    return found


def entered(s: Session, client_id: str) -> Client | None:
    """The one of this id, wherever it is; the session is in its clinic then. None when revoked."""
    clinic_id = directory.enter_by(s, "client", client_id)
    found = s.get(Client, (clinic_id, client_id)) if clinic_id else None
    return found if found and found.revoked_at is None else None


def _end_tokens(s: Session, client: Client) -> None:
    mine = (col(AccessToken.clinic_id) == client.clinic_id, col(AccessToken.client_id) == client.id)
    for token_hash in s.exec(select(AccessToken.token_hash).where(*mine)):
        directory.remove(s, "access-token", token_hash)
    s.exec(delete(AccessToken).where(*mine))


def _checked(facts: Facts) -> dict[str, Any]:
    checks = Checks()
    checks.filled("name", facts.name)
    if len(facts.name) > LONGEST_NAME:
        checks.fault("name", f"must have at most {LONGEST_NAME} characters")
    kept = scopes.tidy(facts.scopes)
    if not kept and not facts.issuer.strip():
        checks.fault("scopes", "must have at least one, or the system could do nothing")
    issuer = facts.issuer.strip()
    if issuer and not _is_address(issuer):
        checks.fault("issuer", "must be an address that begins with https://")
    origins = [origin.strip().rstrip("/") for origin in facts.origins if origin.strip()]
    if len(origins) > MOST_ORIGINS or not all(_is_origin(origin) for origin in origins):
        checks.fault("origins", f"must be at most {MOST_ORIGINS}, such as https://ehr.example")
    try:
        keys = jwks.read(facts.keys)
    except Invalid as error:
        checks.fault("keys", error.faults[0].message)
    checks.finish()
    return {
        "name": facts.name.strip(),
        "scopes": kept,
        "keys": keys,
        "issuer": issuer,
        "origins": origins,
    }


def _is_address(text: str) -> bool:
    fits = len(text) <= LONGEST_ADDRESS and re.fullmatch(r"https://[!-~]+", text)
    return bool(fits and urlsplit(text).hostname)


def _is_origin(text: str) -> bool:
    return _is_address(text) and "/" not in text.removeprefix("https://")
