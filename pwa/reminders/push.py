"""Web push: encrypted for the phone (RFC 8291), signed with the clinic's key (VAPID, RFC 8292)."""

import json
import logging
from typing import NamedTuple

from py_vapid import Vapid02
from pywebpush import WebPusher

from pwa.care import keys
from pwa.reminders import outside
from pwa.reminders.answer import Answer
from pwa.reminders.outside import Lost, NotSent
from pwa.reminders.words import Said
from pwa.store.tables import ClinicKey, PushSubscription

DECLARATIVE = 8030  # the number that says so, after RFC 8030
TOPIC = "check-in"  # a newer one replaces an older one that still waits
TOKEN_SECONDS = 12 * 60 * 60
_NOT_KNOWN = (404, 410)

log = logging.getLogger(__name__)


class Sender(NamedTuple):
    """The clinic's key, whom a push service may turn to, and whether loopback is fine."""

    key: ClinicKey
    contact: str
    local: bool


def payload(said: Said, url: str) -> bytes:
    """One message for both: browsers that show it themselves, and our worker, which reads it."""
    notification = {
        "title": said.title,
        "body": said.body,
        "navigate": url,
        "lang": said.lang,
        "dir": said.direction,
        "tag": TOPIC,
    }
    return json.dumps({"web_push": DECLARATIVE, "notification": notification}).encode()


def send(to: PushSubscription, message: bytes, sender: Sender, now: int, seconds: int) -> Answer:
    """Hand a message to the phone's push service, which keeps it for so many seconds at most."""
    try:
        reply = outside.post(*_sealed(to, message, sender, now, seconds), local=sender.local)
    except NotSent as error:
        log.warning("A push could not be sent: %s", error)
        return Answer.REFUSED
    except Lost as error:
        log.warning("A push service did not answer: %s", error)
        return Answer.UNSURE
    if reply.status in _NOT_KNOWN:
        return Answer.GONE
    if 200 <= reply.status < 300:
        return Answer.DELIVERED
    log.warning("A push service refused with %s", reply.status)
    return Answer.REFUSED


def _sealed(
    to: PushSubscription, message: bytes, sender: Sender, now: int, seconds: int
) -> tuple[str, bytes, dict[str, str]]:
    info = {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}
    headers = {
        "Content-Type": "application/notification+json",  # what declares itself, says WebKit
        "Content-Encoding": "aes128gcm",
        "TTL": str(seconds),
        "Topic": TOPIC,
        "Urgency": "normal",
        "Authorization": _signed(to.endpoint, sender, now),
    }
    return to.endpoint, WebPusher(info).encode(message)["body"], headers


def _signed(endpoint: str, sender: Sender, now: int) -> str:
    scheme, _, rest = endpoint.partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    claims = {"aud": origin, "exp": now + TOKEN_SECONDS, "sub": sender.contact}
    signed = Vapid02(private_key=keys.private_of(sender.key)).sign(claims)
    return str(signed["Authorization"])
