"""A limit on guessing, for each account and each address, over all processes."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from pwa.care import clock, tokens
from pwa.care.staff.passwords import tidy
from pwa.errors import TooMany
from pwa.store.tables import SignInAttempt

WINDOW = timedelta(minutes=15)
TRIES = {"account": 10, "address": 50}


def admit(s: Session, email: str | None, address: str) -> None:
    """Note an attempt for the account and the address; TooMany says in how many minutes to return.

    A passkey names no account, so `email` is None: then only the address counts. The row is written
    before the others are read, so that two processes can't both be the last.
    """
    now = clock.now()
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.at) <= now - WINDOW))
    for kind, key in _keys(email, address):
        s.add(SignInAttempt(key_hash=key, at=now))
        s.flush()
        _refuse_if_full(s, key, TRIES[kind], now)


def forgive(s: Session, email: str, address: str) -> None:
    """The account's attempts are forgotten, and the address loses the one that just succeeded."""
    (_, account), (_, place) = _keys(email, address)
    s.exec(delete(SignInAttempt).where(col(SignInAttempt.key_hash) == account))
    newest = s.exec(
        select(SignInAttempt)
        .where(SignInAttempt.key_hash == place)
        .order_by(col(SignInAttempt.at).desc())
    ).first()
    if newest:
        s.delete(newest)


def _refuse_if_full(s: Session, key: str, tries: int, now: datetime) -> None:
    times = s.exec(
        select(SignInAttempt.at)
        .where(SignInAttempt.key_hash == key)
        .order_by(col(SignInAttempt.at).desc())
        .limit(tries + 1)
    ).all()
    if len(times) > tries:
        minutes = max(1, -(-(times[-1] + WINDOW - now) // timedelta(minutes=1)))
        unit = "minute" if minutes == 1 else "minutes"
        raise TooMany(f"Too many attempts to sign in. Try again in {minutes} {unit}.")


def _keys(email: str | None, address: str) -> list[tuple[str, str]]:
    named = {"address": address} if email is None else {"account": tidy(email), "address": address}
    return [(kind, tokens.hashed(kind, value)) for kind, value in named.items()]
