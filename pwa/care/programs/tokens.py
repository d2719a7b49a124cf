"""Access tokens: opaque, for five minutes, and over at once with the client they are of."""

from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care import clock, tokens
from pwa.store import directory
from pwa.store.tables import AccessToken, Client

VALID = timedelta(minutes=5)


class Opened(NamedTuple):
    """Whose token it is, and what it was given for."""

    client: Client
    scopes: list[str]


def issue(s: Session, client: Client, scopes: list[str]) -> str:
    """A token of the client's for these scopes. It is kept nowhere else; the row has its hash."""
    value, now = tokens.new_token(), clock.now()
    row = AccessToken(
        clinic_id=client.clinic_id,
        client_id=client.id,
        token_hash=tokens.hashed("access-token", value),
        scopes=scopes,
        created_at=now,
        expires_at=now + VALID,
    )
    client.used_at = now
    s.add_all([row, client])
    s.flush()
    directory.put(s, "access-token", row.token_hash, row.clinic_id, row.expires_at)
    return value


def opened(s: Session, value: str) -> Opened | None:
    """What a token opens, None when nothing; the session is in the client's clinic then."""
    token_hash = tokens.hashed("access-token", value)
    clinic_id = directory.enter_by(s, "access-token", token_hash)
    if clinic_id is None:
        return None
    found = s.exec(
        select(Client, AccessToken.scopes)
        .where(AccessToken.clinic_id == clinic_id, AccessToken.token_hash == token_hash)
        .where(AccessToken.expires_at > clock.now())
        .where(Client.clinic_id == clinic_id, Client.id == AccessToken.client_id)
        .where(col(Client.revoked_at).is_(None))
    ).first()
    return Opened(found[0], list(found[1])) if found else None
