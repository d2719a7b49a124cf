"""How a receiver knows that it is us: the headers of the Standard Webhooks specification."""

import hashlib
import hmac
import json
import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from pwa.store.tables import Webhook

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def body_of(payload: dict[str, Any]) -> bytes:
    """The bytes that are sent, and signed."""
    return json.dumps(payload, separators=(",", ":")).encode()


def headers(webhook: Webhook, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """With a signature by each secret that a receiver may still know."""
    moment = int(now.timestamp())
    signed = f"{message_id}.{moment}.".encode() + body
    return {
        "Content-Type": "application/json",
        "User-Agent": "Booster-Check",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(f"v1,{_sign(one, signed)}" for one in _live(webhook, now)),
    }


def _live(webhook: Webhook, now: datetime) -> list[str]:
    until = webhook.old_secret_until
    old = [webhook.old_secret] if webhook.old_secret and until and now < until else []
    return [webhook.secret, *old]


def _sign(secret: str, signed: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
