"""A clinic's key pairs on P-256. One of a purpose is live; retired ones still open what is old."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.store.insert import unless_there
from pwa.store.tables import ClinicKey, new_id

SEAL, PUSH = "seal", "push"


def live(s: Session, clinic_id: str, purpose: str) -> ClinicKey:
    """The key in use. It is made when first asked for, which takes a session that may write."""
    key = found(s, clinic_id, purpose)
    if key is None:
        unless_there(s, ClinicKey, _new(clinic_id, purpose))
        key = found(s, clinic_id, purpose)
    assert key is not None  # noqa: S101  # nosec B101  # just made, here or by another
    return key


def found(s: Session, clinic_id: str, purpose: str) -> ClinicKey | None:
    """The key in use, or None when nobody has needed one yet. Only reads."""
    return s.exec(
        select(ClinicKey).where(
            ClinicKey.clinic_id == clinic_id,
            ClinicKey.purpose == purpose,
            col(ClinicKey.retired_at).is_(None),
        )
    ).first()


def by_id(s: Session, clinic_id: str, key_id: str) -> ClinicKey | None:
    """A key of this clinic, retired or not."""
    return s.get(ClinicKey, (clinic_id, key_id))


def retire(s: Session, clinic_id: str, purpose: str) -> None:
    """The next `live` makes another key; this one stays for what was made with it."""
    key = found(s, clinic_id, purpose)
    if key is not None:
        key.retired_at = clock.now()
        s.add(key)
        s.flush()


def private_of(key: ClinicKey) -> ec.EllipticCurvePrivateKey:
    """The private half, ready for use."""
    loaded = form.load_pem_private_key(key.private_key.encode(), password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101  # nosec B101
    return loaded


def _new(clinic_id: str, purpose: str) -> dict[str, object]:
    pair = ec.generate_private_key(ec.SECP256R1())
    point = pair.public_key().public_bytes(form.Encoding.X962, form.PublicFormat.UncompressedPoint)
    pem = pair.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    return {
        "clinic_id": clinic_id,
        "id": new_id(),
        "purpose": purpose,
        "public_key": urlsafe_b64encode(point).rstrip(b"=").decode(),
        "private_key": pem.decode(),
        "created_at": clock.now(),
    }
