"""What a phone is told about its patient and clinic: everything it needs to work without us."""

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from pwa.care import (
    advice,
    between,
    clock,
    contact,
    crisis,
    cycles,
    epoch,
    history,
    languages,
    plan,
    policy,
    programme,
    request,
    rhythm,
    seal,
    shown_plan,
)
from pwa.care.house import colour, logo
from pwa.decision import total
from pwa.languages import Language
from pwa.store.tables import AdviceRecord, CheckIn, Clinic, Patient, Treatment

NEWEST = 400  # check-ins: almost eight years of weeks
ASK_AGAIN_DAYS = 28


def of(s: Session, patient: Patient, clinic: Clinic) -> dict[str, Any]:
    """The session without the time of day, as JSON-ready data."""
    timezone = patient.timezone or clinic.timezone
    today = clock.today(timezone)
    language = languages.of(patient.language)
    _, limits = policy.limits(s, clinic.id)
    reached = contact.last_reached(s, patient)
    timeline = history.of(s, patient).timeline()
    next_on = rhythm.next_check_in(s, patient, clinic, today, timeline).on(today)
    part, body = programme.of(patient, today), plan.current(s, patient, today)
    return {
        "patient": {"id": patient.id, "name": patient.name, "language": language.code},
        "clinic": _clinic(s, clinic, language),
        "today": today.isoformat(),
        "timezone": timezone,
        "demo": clinic.demo,
        "saved": epoch.said(s, clinic),
        "plan": body,
        "summary": shown_plan.of(patient, clinic, body) if clinic.shows_plan else None,
        "cycles": cycles.of(timeline, limits, today),
        "programme": part.as_json() | {"deletion_asked": _asked(patient, timezone)},
        "between": between.of(clinic, language.code),
        "line": limits.return_cutoff,
        "request": _request(s, patient, clinic),
        "last_contact": reached.isoformat() if reached else None,
        "next_check_in": next_on.isoformat() if next_on else None,
        "asks_without_check_in": list(plan.WITHOUT_CHECK_IN if part.is_on else plan.ALWAYS_ASKS),
    } | _past(s, patient, today)


def _past(s: Session, patient: Patient, today: date) -> dict[str, Any]:
    check_ins, treated = _check_ins(s, patient), _treatments(s, patient)
    return {
        "check_ins": [_check_in(row) for row in check_ins],
        "treatments": [{"on": row.on.isoformat(), "kind": row.kind} for row in treated],
        "ask_side_effects": asks_side_effects(
            [row.on for row in check_ins], [row.on for row in treated], today
        ),
        "last_treatment": treated[-1].on.isoformat() if treated else None,
    }


def _asked(patient: Patient, timezone: str) -> str | None:
    asked = patient.deletion_asked_at
    return asked.astimezone(ZoneInfo(timezone)).date().isoformat() if asked else None


def asks_side_effects(check_ins: list[date], treatments: list[date], today: date) -> bool:
    """Whether the list of side effects is due: after a treatment, and every 28 days.

    Which check-ins had it follows from the same rule, so nothing has to be kept.
    """
    asked: date | None = None
    for on in sorted(check_ins):
        if _is_due(asked, treatments, on):
            asked = on
    return _is_due(asked, treatments, today)


def _is_due(asked: date | None, treatments: list[date], on: date) -> bool:
    if asked is None or (on - asked).days >= ASK_AGAIN_DAYS:
        return True
    # One on the day of the last list may have come after it.
    return any(asked <= day <= on for day in treatments) and on > asked


def _clinic(s: Session, clinic: Clinic, language: Language) -> dict[str, Any]:
    found = crisis.help_for(clinic.country, clinic).in_words(language)
    return {
        "id": clinic.id,
        "name": clinic.name,
        "phone": clinic.phone,
        "country": clinic.country,
        "seal": seal.public(s, clinic.id),
        "colour": colour.pair(clinic.colour) if clinic.colour else None,
        "hours": (clinic.opening_hours or {}).get(language.code),
        "logo": logo.address(s, clinic.id),
        "languages": clinic.languages,
    } | found.as_json()


class Past(NamedTuple):
    """What a phone is told of a check-in: a whole row of each would take twice as long."""

    id: str
    on: date
    answers: list[int | None]
    received_at: datetime


def _check_ins(s: Session, patient: Patient) -> list[Past]:
    told = select(col(CheckIn.id), col(CheckIn.on), col(CheckIn.answers), col(CheckIn.received_at))
    chosen = told.where(CheckIn.clinic_id == patient.clinic_id, CheckIn.patient_id == patient.id)
    newest_first = chosen.order_by(
        col(CheckIn.on).desc(), col(CheckIn.taken_at).desc(), col(CheckIn.seq).desc()
    )
    return [Past(*row) for row in s.exec(newest_first.limit(NEWEST))]


def _check_in(row: Past) -> dict[str, Any]:
    return {
        "id": row.id,
        "on": row.on.isoformat(),
        "total": total(row.answers),
        "received_at": row.received_at.isoformat(),
    }


def _treatments(s: Session, patient: Patient) -> list[Treatment]:
    chosen = select(Treatment).where(
        Treatment.clinic_id == patient.clinic_id,
        Treatment.patient_id == patient.id,
        col(Treatment.removed_at).is_(None),
    )
    return list(s.exec(chosen.order_by(col(Treatment.on))))


def _request(s: Session, patient: Patient, clinic: Clinic) -> dict[str, Any] | None:
    asked = request.open_of(s, patient)
    if asked is None:
        return None
    record = s.get_one(AdviceRecord, (asked.clinic_id, asked.advice_id))
    card = advice.card(
        advice.recompute(record), crisis.voice_of(clinic, patient.language), record.on
    )
    return card | {"since": asked.on.isoformat()}
