"""Passkeys (WebAuthn): the device asks for a finger, a face or its PIN, and signs our challenge.

They are discoverable, so that whoever signs in need not say who they are, and the user is always
verified: a passkey is two factors by itself. A challenge is answered once.
"""

import json
from datetime import datetime, timedelta

import webauthn
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from pwa.care import clock, tokens
from pwa.care.staff.passkey_options import Site
from pwa.errors import Conflict, Forbidden
from pwa.store import directory
from pwa.store.insert import unless_there
from pwa.store.tables import Passkey, SignInChallenge, Staff, new_id

ANSWER_WITHIN = timedelta(minutes=5)
RECOMMENDED = 2
MOST = 10
LONGEST_NAME = 60
REFUSED = "That passkey was not accepted. Try again, or sign in another way."


def of(s: Session, staff: Staff) -> list[Passkey]:
    """Those in use, oldest first."""
    chosen = select(Passkey).where(*_of(staff), col(Passkey.revoked_at).is_(None))
    return list(s.exec(chosen.order_by(col(Passkey.created_at)).limit(MOST)))


def keep(s: Session, staff: Staff, answer: str, challenge: str, site: Site, name: str) -> Passkey:
    """Keep the passkey that a browser has made; Forbidden when its answer does not hold."""
    if len(of(s, staff)) >= MOST:
        raise Conflict(f"You have {MOST} passkeys. Remove one that you don’t use first.")
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WebAuthnException:
        raise Forbidden(REFUSED) from None
    _use_up(s, challenge, "register", staff)
    row = Passkey(
        clinic_id=staff.clinic_id,
        staff_id=staff.id,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name.strip()[:LONGEST_NAME] or "Passkey",
        created_at=clock.now(),
    )
    if not directory.put(s, "passkey", row.credential_id, staff.clinic_id):
        raise Conflict("That passkey is kept already.")
    s.add(row)
    s.flush()
    return row


def prove(
    s: Session, answer: str, challenge: str, site: Site, purpose: str, owner: Staff | None = None
) -> Staff:
    """Whose passkey has signed this challenge, who must be `owner` where there is one already.

    Forbidden says the same for every reason.
    """
    row, staff = _named(s, answer, owner)
    if owner and (owner.clinic_id, owner.id) != (staff.clinic_id, staff.id):
        raise Forbidden(REFUSED)
    try:
        seen = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException:
        raise Forbidden(REFUSED) from None
    _use_up(s, challenge, purpose, staff)
    used = {"sign_count": seen.new_sign_count, "used_at": clock.now()}
    mine = (col(Passkey.clinic_id) == row.clinic_id, col(Passkey.id) == row.id)
    s.connection().execute(update(Passkey).where(*mine).values(**used))
    return staff


def remove(s: Session, passkey: Passkey) -> None:
    passkey.revoked_at = passkey.revoked_at or clock.now()
    s.add(passkey)


def remove_all(s: Session, staff: Staff) -> None:
    still = (*_of(staff), col(Passkey.revoked_at).is_(None))
    s.exec(update(Passkey).where(*still).values(revoked_at=clock.now()))


def _named(s: Session, answer: str, owner: Staff | None) -> tuple[Passkey, Staff]:
    """The passkey that an answer names, and whose it is. An owner's is one of their clinic."""
    credential_id = _id_in(answer)
    clinic_id = owner.clinic_id if owner else directory.enter_by(s, "passkey", credential_id)
    chosen = (
        select(Passkey, Staff)
        .where(Passkey.clinic_id == clinic_id, Passkey.credential_id == credential_id)
        .where(Staff.clinic_id == Passkey.clinic_id, Staff.id == Passkey.staff_id)
    )
    found = s.exec(chosen.where(col(Passkey.revoked_at).is_(None))).first() if clinic_id else None
    if found is None or found[1].disabled_at is not None:
        raise Forbidden(REFUSED)
    return found[0], found[1]


def _id_in(answer: str) -> str:
    try:
        given = json.loads(answer)
    except ValueError:
        raise Forbidden(REFUSED) from None
    return str(given.get("id", "")) if isinstance(given, dict) else ""


def _use_up(s: Session, challenge: str, purpose: str, staff: Staff) -> None:
    """The row is the mark that it was answered: of two at the same time only one gets through."""
    now: datetime = clock.now()
    row = {
        "id": new_id(),
        "purpose": purpose,
        "token_hash": tokens.hashed("challenge", challenge),
        "clinic_id": staff.clinic_id,
        "staff_id": staff.id,
        "expires_at": now + ANSWER_WITHIN,
        "used_at": now,
    }
    if not unless_there(s, SignInChallenge, row):
        raise Forbidden(REFUSED)


def _of(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    return col(Passkey.clinic_id) == staff.clinic_id, col(Passkey.staff_id) == staff.id
