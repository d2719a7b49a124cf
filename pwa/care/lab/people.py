"""Whose advice would change today if a draft were in force. Only for who may see patients."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from pwa.care.directory import by_name
from pwa.care.lab import load
from pwa.care.lab.run import Lab, policies
from pwa.decision.lab import Replayed, replayed, said
from pwa.store.tables import Clinic, Patient

PAGE = 50


class Change(NamedTuple):
    """One patient under both policies."""

    patient: Patient
    current: Replayed
    draft: Replayed


def changes(s: Session, clinic: Clinic, lab: Lab, start: int) -> list[Change]:
    """A page of those whom the figures named, asked anew: who agrees by now is left out."""
    ids = lab["people"][start : start + PAGE]
    current, draft = policies(s, clinic, lab)
    found = s.exec(
        select(Patient)
        .where(Patient.clinic_id == clinic.id, col(Patient.id).in_(ids))
        .where(col(Patient.archived_at).is_(None))
    )
    asked = [(patient, load.one(s, clinic, patient)) for patient in sorted(found, key=by_name)]
    both = [Change(who, replayed(one, current), replayed(one, draft)) for who, one in asked]
    return [change for change in both if said(change.current) != said(change.draft)]
