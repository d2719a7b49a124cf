"""Sending what webhooks are told, in threads of its own: a slow receiver delays no reminder."""

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from pwa.care import clock
from pwa.care.webhooks import delivery, registry, signature
from pwa.care.webhooks.delivery import Letter, Outcome
from pwa.config import Settings
from pwa.reminders import administrators, heartbeat, outside
from pwa.reminders.outside import Inside, Lost, NotSent
from pwa.store import directory
from pwa.store.db import Database
from pwa.store.tables import Clinic

JOB = "webhooks"
LOOK_EVERY = 2.0  # seconds
BEAT_EVERY = 60.0
AT_ONCE = 4  # addresses
PATIENCE = 15.0  # for one answer; what waits for the same address waits no longer than that, too
SUBJECT = "Booster Check: a webhook has ended"
TEXT = """Hello,

{clinic} has told another system of events by a webhook. It has ended: {why}.

Nothing more is sent to that address until somebody starts it again: {link}

You get this e-mail because you are an administrator of the clinic. It names no patient.
"""
WHY = {
    "gone": "the system answered that it does not want them any more",
    "failing": "for days nothing has arrived there",
}

log = logging.getLogger(__name__)


def serve(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Send what is ready until told to stop, and leave a trace each minute."""
    minute = partial(_for_a_minute, database, settings, stop)
    beats = heartbeat.beating(database, JOB, minute)
    while not stop.is_set():
        try:
            beats()
        except Exception:
            log.exception("Webhooks broke off; they go on.")
            stop.wait(LOOK_EVERY)


def _for_a_minute(database: Database, settings: Settings, stop: threading.Event) -> None:
    end = time.monotonic() + BEAT_EVERY
    while not stop.wait(LOOK_EVERY) and time.monotonic() < end:
        send_ready(database, settings, stop)


def send_ready(database: Database, settings: Settings, stop: threading.Event) -> None:
    """One round: each address that something waits for gets some of it."""
    with database.session(writes=False) as s:
        clinics = sorted(set(directory.clinics(s, registry.KIND)))
    waiting = [
        (clinic_id, ids) for clinic_id in clinics for ids in _ready(database, clinic_id).values()
    ]
    if waiting:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda one: _send_some(database, settings, stop, *one), waiting))


def _ready(database: Database, clinic_id: str) -> dict[str, Sequence[str]]:
    now = clock.now()
    with database.session(writes=False, clinic_id=clinic_id) as s:
        is_abandoned = delivery.abandoned(s, clinic_id, now)
    if is_abandoned:
        with database.session(clinic_id=clinic_id) as s:
            delivery.take_up(s, clinic_id, now)
            s.commit()
    with database.session(writes=False, clinic_id=clinic_id) as s:
        return delivery.ready(s, clinic_id, now)


def _send_some(
    database: Database,
    settings: Settings,
    stop: threading.Event,
    clinic_id: str,
    ids: Sequence[str],
) -> None:
    """To one address, in turn, until it fails or took its time: the next round goes on."""
    end = time.monotonic() + PATIENCE
    for delivery_id in ids:
        if stop.is_set() or time.monotonic() > end:
            return
        if not _send_one(database, settings, clinic_id, delivery_id):
            return


def _send_one(database: Database, settings: Settings, clinic_id: str, delivery_id: str) -> bool:
    """Whether the address took it. No lock is held while its answer is awaited."""
    with database.session(clinic_id=clinic_id) as s:
        letter = delivery.claim(s, clinic_id, delivery_id, clock.now())
        s.commit()
    if letter is None:
        return True
    outcome = _post(letter, local=not settings.https)
    with database.session(clinic_id=clinic_id) as s:
        ended = delivery.settle(s, letter, outcome, clock.now())
        clinic = s.get_one(Clinic, clinic_id)
        s.commit()
    if ended:
        link = f"{settings.public_url}/clinic/settings/webhooks"
        text = TEXT.format(clinic=clinic.name, why=WHY[ended], link=link)
        administrators.write(database, settings, clinic, SUBJECT, text)
    return outcome.is_taken


def _post(letter: Letter, *, local: bool) -> Outcome:
    webhook, row = letter.webhook, letter.delivery
    body = signature.body_of(row.payload)
    headers = signature.headers(webhook, row.message_id, body, clock.now())
    try:
        status = outside.post(webhook.url, body, headers, local, PATIENCE).status
    except Inside:
        return Outcome(None, "inside")
    except NotSent:
        return Outcome(None, "unreachable")
    except Lost:
        return Outcome(None, "no-answer")
    return Outcome(status, "" if 200 <= status < 300 else "refused")
