"""A clinic's logo: a picture that is one by its first bytes, whatever its name says."""

import hashlib

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from pwa.care import clock
from pwa.errors import Fault, Invalid
from pwa.store.db import enter
from pwa.store.tables import Clinic, ClinicImage

LONGEST = 100 * 1024  # bytes
_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_type(body: bytes) -> str | None:
    """What the bytes are, if a PNG, a JPEG or a WebP. An SVG can carry a script: it is none."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _TYPES.items() if body.startswith(start)), None)


def put(s: Session, clinic: Clinic, body: bytes) -> ClinicImage:
    """Keep a logo in place of the one before; Invalid for what is no picture, or too large."""
    kind = media_type(body)
    if kind is None:
        raise Invalid([Fault("logo", "must be a PNG, JPEG or WebP picture. An SVG is not taken")])
    if len(body) > LONGEST:
        raise Invalid([Fault("logo", f"must have at most {LONGEST // 1024} KB")])
    kept = of(s, clinic.id) or ClinicImage(clinic_id=clinic.id, purpose="logo")  # type: ignore[call-arg]
    kept.media_type, kept.body = kind, body
    kept.digest = hashlib.sha256(body).hexdigest()[:32]
    kept.created_at = clock.now()
    s.add(kept)
    s.flush()
    return kept


def remove(s: Session, clinic: Clinic) -> None:
    kept = of(s, clinic.id)
    if kept:
        s.delete(kept)
        s.flush()


def shown(s: Session, clinic_id: str) -> ClinicImage | None:
    """For whoever asks: a logo is no secret."""
    enter(s, clinic_id)
    return of(s, clinic_id)


def of(s: Session, clinic_id: str) -> ClinicImage | None:
    return s.exec(select(ClinicImage).where(*_logo(clinic_id))).first()


def digest(s: Session, clinic_id: str) -> str | None:
    """What the logo is known by, without fetching it."""
    return s.exec(select(ClinicImage.digest).where(*_logo(clinic_id))).first()


def address(s: Session, clinic_id: str) -> str | None:
    """Where phones find it; another picture is at another address."""
    known = digest(s, clinic_id)
    return f"/logo/{clinic_id}/{known}" if known else None


def _logo(clinic_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(ClinicImage.clinic_id) == clinic_id, col(ClinicImage.purpose) == "logo"
