"""Reading what a phone sent. Lenient about what surrounds the answers, strict about the answers.

Faults keep the whole item out (into quarantine); notes are for staff, beside an item taken in.
"""

import json
import re
from datetime import date, datetime
from typing import Any, NamedTuple

from pwa.decision import REPORTS, parse_answers
from pwa.decision.reader import read_date
from pwa.decision.translations import IDS
from pwa.errors import Fault, Invalid

_WALL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
_KNOWN = {
    *("patient", "on", "at", "offset_minutes", "questionnaire", "answers", "difficulty"),
    *("reports", "last_treatment", "shown", "id"),
}
LONGEST_OFFSET = 14 * 60


class When(NamedTuple):
    """The phone's local day and wall time, and its zone's minutes ahead of UTC."""

    on: date
    at: datetime | None
    offset_minutes: int | None


class Told(NamedTuple):
    """What the patient said about the last treatment: yes, no, unsure or none, and its day."""

    answer: str
    on: date | None


class Item(NamedTuple):
    """A check-in as the phone sent it."""

    when: When
    answers: list[int | None]
    difficulty: int | None
    reports: tuple[str, ...]
    told: Told
    shown: dict[str, Any] | None


class Reader:
    """One JSON object and what is wrong with it."""

    def __init__(self, body: bytes) -> None:
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.data = self._object(body)

    def _object(self, body: bytes) -> dict[str, Any]:
        try:
            data = json.loads(body, parse_constant=_refuse)
        except (ValueError, RecursionError):
            data = None
        if isinstance(data, dict):
            return data
        self._fault("", "must be a JSON object")
        return {}

    def _fault(self, field: str, message: str) -> None:
        self.faults.append(Fault(field, message))

    @property
    def patient(self) -> str | None:
        """Whose item it is; a fault when it does not say."""
        patient = self.data.get("patient")
        if isinstance(patient, str):
            return patient
        if self.data:
            self._fault("patient", "is required")
        return None

    def check_in(self) -> Item:
        """The check-in, as far as it can be read; see `faults` before you use the answers."""
        if unknown := sorted(set(self.data) - _KNOWN):
            self.notes.append(f"has parts that this version does not know: {', '.join(unknown)}")
        if self.data.get("questionnaire") not in IDS:
            self._fault("questionnaire", f"must be one of {', '.join(IDS)}")
        return Item(
            self.when(),
            self._answers(),
            self._difficulty(),
            self._reports(),
            self._told(),
            self._shown(),
        )

    def when(self) -> When:
        return When(self._on(), self._at(), self._offset())

    def _on(self) -> date:
        on = read_date(self.data.get("on"))
        if on is None:
            self._fault("on", "must be a date, written YYYY-MM-DD")
        return on or date.min

    def _at(self) -> datetime | None:
        at = self.data.get("at")
        if at is None:
            return None
        try:
            read = datetime.fromisoformat(at) if _WALL.fullmatch(str(at)) else None
        except ValueError:
            read = None
        if read is None:
            self.notes.append("its time could not be read")
        return read

    def _offset(self) -> int | None:
        offset = self.data.get("offset_minutes")
        if offset is None or (type(offset) is int and abs(offset) <= LONGEST_OFFSET):
            return offset
        self.notes.append("its time zone could not be read")
        return None

    def _answers(self) -> list[int | None]:
        try:
            return parse_answers(self.data.get("answers"))
        except Invalid as refused:
            self.faults += refused.faults
            return []

    def _difficulty(self) -> int | None:
        difficulty = self.data.get("difficulty")
        if difficulty is None or (type(difficulty) is int and 0 <= difficulty <= 3):
            return difficulty
        self.notes.append("its answer to the difficulty question could not be read")
        return None

    def _reports(self) -> tuple[str, ...]:
        reports = self.data.get("reports") or []
        if not isinstance(reports, list):
            self.notes.append("its reports could not be read")
            return ()
        known = [kind for kind in reports if isinstance(kind, str) and kind in REPORTS]
        if len(known) < len(reports):
            self.notes.append("has a report that this version does not know")
        return tuple(dict.fromkeys(known))

    def _told(self) -> Told:
        told = self.data.get("last_treatment") or {}
        answer = told.get("answer") if isinstance(told, dict) else "?"
        if answer not in ("yes", "no", "unsure", "none", None):
            self.notes.append("what it says about the last treatment could not be read")
            return Told("unsure", None)
        on = read_date(told.get("on"))
        if on is None and told.get("on") is not None:
            self.notes.append("its date of the last treatment could not be read")
        return Told(answer or "unsure", on)

    def _shown(self) -> dict[str, Any] | None:
        shown = self.data.get("shown")
        # Without a plan, or past its end, the phone shows no advice.
        if not isinstance(shown, dict) or not isinstance(shown.get("action"), str):
            return None
        parts = {name: shown.get(name) for name in ("headline", "action", "urgency", "plan_from")}
        return {name: part for name, part in parts.items() if isinstance(part, str)}


def _refuse(constant: str) -> None:
    raise ValueError(constant)
