"""One reminder, from claimed to ended. No lock is held while the world outside is waited for."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from pwa.care import clock, keys
from pwa.care.reminders import channels, day, stopping, turn, when, wishes
from pwa.care.reminders.channels import Channels
from pwa.config import Settings
from pwa.reminders import mail, push, words
from pwa.reminders.answer import Answer
from pwa.reminders.push import Sender
from pwa.store.db import Database
from pwa.store.tables import Clinic, ClinicKey, Patient, PushSubscription, Reminder


class Letter(NamedTuple):
    """Everything that sending needs, so that it needs no database."""

    reminder: Reminder
    patient: Patient
    clinic: Clinic
    channels: Channels
    key: ClinicKey


class Sent(NamedTuple):
    """What each phone's push service answered, and the mail server if it was asked."""

    pushes: list[tuple[PushSubscription, Answer]]
    email: Answer | None

    @property
    def answers(self) -> dict[str, list[Answer]]:
        by_mail = [] if self.email is None else [self.email]
        return {"push": [answer for _, answer in self.pushes], "email": by_mail}


def deliver(database: Database, settings: Settings, clinic_id: str, reminder_id: str) -> None:
    """Send a reminder whose moment has come, unless somebody else has it or it is not wanted."""
    with database.session(clinic_id=clinic_id) as s:
        letter = _take(s, clinic_id, reminder_id, clock.now())
        s.commit()
    if letter is None:
        return
    sent = _send(settings, letter, clock.now())
    with database.session(clinic_id=clinic_id) as s:
        _end(s, letter.reminder, sent, clock.now())
        s.commit()


def _take(s: Session, clinic_id: str, reminder_id: str, now: datetime) -> Letter | None:
    row = day.claim(s, clinic_id, reminder_id, now)
    if row is None:
        return None
    patient = s.get_one(Patient, (clinic_id, row.patient_id))
    clinic = s.get_one(Clinic, clinic_id)
    why = day.why_not(s, row, patient, clinic, now)
    if why:
        day.end(s, row, "skipped", now, None, why)
        return None
    key = keys.live(s, clinic_id, keys.PUSH)
    return Letter(row, patient, clinic, channels.of(s, patient, clinic), key)


def _send(settings: Settings, letter: Letter, now: datetime) -> Sent:
    said = words.said(letter.patient.language)
    seconds = _seconds(letter, now)
    message = push.payload(said, f"{settings.public_url}/app/check-in")
    sender = Sender(letter.key, settings.reach.contact, local=not settings.https)
    to = letter.channels.push if settings.reach.contact else []
    pushes = [(one, push.send(one, message, sender, int(now.timestamp()), seconds)) for one in to]
    # An e-mail only when no push went out, for sure.
    is_out = any(answer in (Answer.DELIVERED, Answer.UNSURE) for _, answer in pushes)
    return Sent(pushes, None if is_out else _mail(settings, letter, now))


def _mail(settings: Settings, letter: Letter, now: datetime) -> Answer | None:
    server, to = settings.reach.mail, letter.channels.email
    if server is None or to is None:
        return None
    url = settings.public_url
    stop = stopping.link(url, settings.secret_key, letter.patient)
    said = words.said(letter.patient.language)
    text = words.letter(letter.patient.language, f"{url}/app/check-in", stop)
    number = f"{letter.reminder.id}.{letter.reminder.tries}"
    return mail.send(server, mail.message(said, text, to, server.sender, number, now, stop))


def _seconds(letter: Letter, now: datetime) -> int:
    """How long a push may wait for a phone that is off: until the night begins."""
    patient, clinic = letter.patient, letter.clinic
    quiet = wishes.of(patient, clinic).quiet
    ends = when.quiet_begins(now, quiet, turn.zone_of(patient, clinic))
    return max(60, int((ends - now).total_seconds()))


def _end(s: Session, row: Reminder, sent: Sent, now: datetime) -> None:
    for subscription, answer in sent.pushes:
        channels.note(s, subscription, answer is Answer.DELIVERED, answer is Answer.GONE)
    for channel, answers in sent.answers.items():
        if Answer.DELIVERED in answers:
            return day.end(s, row, "sent", now, channel, "")
        if Answer.UNSURE in answers:
            return day.end(s, row, "failed", now, channel, turn.UNSURE)
    if Answer.REFUSED in [*sent.answers["push"], *sent.answers["email"]]:
        return day.not_now(s, row, now, "refused")
    return day.end(s, row, "failed", now, None, "no-channel")
