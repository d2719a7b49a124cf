"""A limit on guessing, which holds across processes: each wrong guess is a row.

What is guessed has limits of its own: who guesses pairing codes keeps no program out.
"""

import hashlib
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from pwa.care import clock
from pwa.errors import TooMany
from pwa.languages import mark
from pwa.store.tables import PairingAttempt

WINDOW = timedelta(minutes=15)
PER_ADDRESS = 10
# All addresses together: with 49 bits to guess, this leaves a guesser no chance worth having.
IN_ALL = 300
_ALL = "all"
PAIRING = "pairing"
_WAIT = mark("Too many wrong codes. Wait {minutes} min, then try again.")


def refuse_if_full(s: Session, address: str, is_code: bool, what: str = PAIRING) -> None:
    """TooMany after too many wrong guesses; the limit for all addresses spares 256-bit links."""
    keys = {_key(what, address): PER_ADDRESS} | ({_key(what, _ALL): IN_ALL} if is_code else {})
    for key, limit in keys.items():
        oldest = _nth_newest(s, key, limit)
        if oldest is not None:
            minutes = max(1, -(-(oldest + WINDOW - clock.now()) // timedelta(minutes=1)))
            raise TooMany(_WAIT, minutes=minutes)


def note(s: Session, address: str, what: str = PAIRING) -> None:
    """One wrong guess from this address."""
    now = clock.now()
    s.exec(delete(PairingAttempt).where(col(PairingAttempt.at) <= now - WINDOW))
    for place in (address, _ALL):
        s.add(PairingAttempt(key_hash=_key(what, place), at=now))
    s.flush()


def _nth_newest(s: Session, key: str, position: int) -> datetime | None:
    return s.exec(
        select(PairingAttempt.at)
        .where(PairingAttempt.key_hash == key, col(PairingAttempt.at) > clock.now() - WINDOW)
        .order_by(col(PairingAttempt.at).desc())
        .offset(position - 1)
        .limit(1)
    ).first()


def _key(what: str, address: str) -> str:
    return hashlib.sha256(f"{what} {address}".encode()).hexdigest()
