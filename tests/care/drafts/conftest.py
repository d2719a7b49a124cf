"""Nora and Mia of Oak Clinic, who both may draft and review thresholds."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import clock as time
from pwa.care import drafts
from pwa.care.audit import Actor
from pwa.store.tables import AuditEvent, PolicyDraft, PolicyVersion, Staff

TEN = {"return_cutoff": 10}


class Oak:
    """The clinic's drafts, and who works on them. Every step is committed, as at a door."""

    def __init__(self, session, cast, mia: str) -> None:
        self.s = session
        self.id = cast.oak
        self.nora = Actor("staff", cast.nora, cast.oak)
        self.mia = Actor("staff", mia, cast.oak)

    def begins(self, values=TEN, why="Too many calls", actor: Actor | None = None) -> PolicyDraft:
        return self.does(drafts.begin(self.s, actor or self.nora, values, why))

    def reviewed(self, values=TEN) -> PolicyDraft:
        draft = self.begins(values)
        drafts.agree(self.s, draft, self.mia, "")
        return self.does(draft)

    def scheduled(self, days: int, values=TEN) -> PolicyDraft:
        draft = self.reviewed(values)
        drafts.publish(self.s, draft, self.nora, self.today + timedelta(days=days))
        return self.does(draft)

    def does(self, done):
        self.s.commit()
        return done

    @property
    def today(self):
        return time.today("America/New_York")

    def versions(self) -> list[PolicyVersion]:
        chosen = select(PolicyVersion).where(PolicyVersion.clinic_id == self.id)
        return self.does(list(self.s.exec(chosen.order_by(PolicyVersion.number))))

    def told(self) -> list[tuple[str, str | None, dict]]:
        """The trail: what, by whom, and the details."""
        chosen = select(AuditEvent).where(AuditEvent.clinic_id == self.id)
        events = self.does(list(self.s.exec(chosen.order_by(AuditEvent.seq))))
        return [(event.name, event.actor_id, event.details) for event in events]


@pytest.fixture
def mia(session, cast, clock) -> str:
    staff = Staff(
        clinic_id=cast.oak,
        email="mia@oak.example",
        name="Mia Maple",
        password_hash="",
        created_at=time.now(),
        role="clinician",
    )
    session.add(staff)
    session.commit()
    return staff.id


@pytest.fixture
def oak(session, cast, mia) -> Oak:
    return Oak(session, cast, mia)
