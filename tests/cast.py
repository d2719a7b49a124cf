"""The people of every test. Nora and Ana are of Oak Clinic, Omar and Ben of Elm Clinic."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import enrol

ENROLLED = datetime(2025, 1, 6, 15, 0, tzinfo=UTC)
PASSWORD = "a long walk by the river"


class Cast(NamedTuple):
    """Their ids. A clinic's is its own, the others' go with their clinic's."""

    oak: str
    nora: str
    ana: str
    elm: str
    omar: str
    ben: str


def enrol_everybody(session: Session) -> Cast:
    oak = enrol.add_clinic(session, "Oak Clinic", "+1 555 010 0100", "US", "America/New_York")
    nora = enrol.add_staff(session, oak.id, "nora@oak.example", "Nora North", PASSWORD)
    ana = enrol.add_patient(session, oak.id, "Ana Alder", "+1 555 010 0111")
    elm = enrol.add_clinic(session, "Elm Clinic", "+44 20 7946 0100", "GB", "Europe/London")
    omar = enrol.add_staff(session, elm.id, "omar@elm.example", "Omar Orchard", PASSWORD)
    ben = enrol.add_patient(session, elm.id, "Ben Birch", "+44 20 7946 0111")
    return Cast(oak.id, nora.id, ana.id, elm.id, omar.id, ben.id)
