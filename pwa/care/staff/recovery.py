"""Ten codes for the day when the phone is lost. Each works once; only their hashes are kept."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select, update

from pwa.care import clock, tokens
from pwa.store.tables import RecoveryCode, Staff

HOW_MANY = 10


def renew(s: Session, staff: Staff) -> list[str]:
    """Ten new codes, which are shown once; those of before are worth nothing any more."""
    s.exec(delete(RecoveryCode).where(*_of(staff)))
    codes = [tokens.new_code() for _ in range(HOW_MANY)]
    now = clock.now()
    s.add_all(
        RecoveryCode(
            clinic_id=staff.clinic_id, staff_id=staff.id, code_hash=_hash(code), created_at=now
        )
        for code in codes
    )
    s.flush()
    return [tokens.written(code) for code in codes]


def left(s: Session, staff: Staff) -> int:
    """How many can still be used."""
    unused = select(RecoveryCode.id).where(*_of(staff), col(RecoveryCode.used_at).is_(None))
    return len(s.exec(unused.limit(HOW_MANY)).all())


def take(s: Session, staff: Staff, typed: str) -> bool:
    """Whether it is an unused code of theirs. It is used up, even among processes."""
    statement = (
        update(RecoveryCode)
        .where(*_of(staff), col(RecoveryCode.code_hash) == _hash(tokens.letters(typed)))
        .where(col(RecoveryCode.used_at).is_(None))
        .values(used_at=clock.now())
        .returning(col(RecoveryCode.id))
    )
    return s.connection().execute(statement).first() is not None


def forget(s: Session, staff: Staff) -> None:
    s.exec(delete(RecoveryCode).where(*_of(staff)))


def _hash(code: str) -> str:
    return tokens.hashed("recovery", code)


def _of(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    mine = col(RecoveryCode.clinic_id) == staff.clinic_id
    return mine, col(RecoveryCode.staff_id) == staff.id
