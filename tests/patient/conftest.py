"""A paired phone, and what it sends."""

import base64
import hashlib
import json
from uuid import uuid4

import pytest

from pwa.care import pairing
from pwa.store.tables import Patient
from tests.items import WELL, check_in_item


class Phone:
    """Ana's phone: a browser with a cookie that speaks the API as the app does."""

    def __init__(self, client, patient_id: str) -> None:
        self.client = client
        self.patient = patient_id

    def pair(self, secret: str, **headers):
        return self.client.post(
            "/api/pair",
            json={"secret": secret, "label": "iPhone"},
            headers={"X-Booster": "1"} | headers,
        )

    def item(self, on="2026-04-27", answers=WELL, **more) -> dict:
        shown = {"headline": None, "action": "none", "urgency": "none", "plan_from": on}
        return check_in_item(self.patient, on, answers, **{"shown": shown} | more)

    def put(self, item, item_id=None, kind="check-ins", sent_at="2026-04-27T15:00:00Z", **headers):
        body = item if isinstance(item, bytes) else json.dumps(item).encode()
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        usual = {
            "Content-Type": "application/json",
            "Content-Digest": f"sha-256=:{digest}:",
            "X-Booster": "1",
            "X-Sent-At": sent_at,
        }
        return self.client.put(
            f"/api/{kind}/{item_id or uuid4()}", data=body, headers=usual | headers
        )


@pytest.fixture
def invite(clock, session, cast):
    """A new invite for Ana, on its way by message."""
    made = pairing.make_invite(
        session, session.get(Patient, (cast.oak, cast.ana)), "test", "message"
    )
    session.commit()
    return made


@pytest.fixture
def stranger(clock, app, cast) -> Phone:
    """A phone that was never paired."""
    return Phone(app.test_client(), cast.ana)


@pytest.fixture
def phone(stranger, invite) -> Phone:
    assert stranger.pair(invite.token).status_code == 201
    return stranger
