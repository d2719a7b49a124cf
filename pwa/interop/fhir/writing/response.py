"""A QuestionnaireResponse in the words of a phone's item, so that one parser takes in both.

Nothing is guessed: an item, an answer or a code that the questionnaire does not have is refused.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pwa.decision.questionnaire import GAD7, Option, total
from pwa.decision.reader import Reader
from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.questionnaire import DIFFICULTY, NAME, TOTAL, canonical, difficulty
from pwa.interop.fhir.writing.answer import only, points
from pwa.interop.fhir.writing.when import Moment, moment

KIND = "QuestionnaireResponse"
UNFINISHED = ("in-progress", "stopped")
STATUS = ("completed", *UNFINISHED)
_LOINCS = f"http://loinc.org/q/{GAD7.loinc}"


class Said(NamedTuple):
    """What a response says: when, and the answers (points, or None for a blank)."""

    when: Moment
    answers: list[int | None]
    difficulty: int | None

    def item(self, patient_id: str) -> dict[str, Any]:
        """The same as a phone would send it."""
        return {
            "patient": patient_id,
            "on": self.when.on.isoformat(),
            "at": self.when.at.isoformat() if self.when.at else None,
            "offset_minutes": self.when.offset_minutes,
            "questionnaire": GAD7.id,
            "answers": self.answers,
            "difficulty": self.difficulty,
        }


def read(said: Resource, base: Base, zone: str, reader: Reader) -> Said:
    """What it says, as far as it can be read: see `reader.faults` before you use it.

    `zone` is the patient's time zone.
    """
    if not _is_gad7(said.get("questionnaire"), base):
        reader.fault(f"{KIND}.questionnaire", f"must be {canonical(base)}, or {_LOINCS}")
    when = moment(said.get("authored"), zone)
    if when is None:
        reader.fault(f"{KIND}.authored", "must be a date, or a date and a time with its zone")
    items = _Items(said.get("item"), reader)
    found = Said(when or Moment(reader.today), items.answers(), items.difficulty())
    items.check_total(found.answers)
    _check_status(said.get("status"), found.answers, reader)
    return found


def _is_gad7(said: Any, base: Base) -> bool:
    ours = (base.canonical("Questionnaire", NAME), canonical(base))
    return isinstance(said, str) and (said in ours or said.partition("|")[0] == _LOINCS)


def _check_status(said: Any, answers: Sequence[int | None], reader: Reader) -> None:
    at = f"{KIND}.status"
    status = reader.choice(said, at, STATUS)
    if reader.faults:  # of what is no answer, it cannot be told whether it is missing
        return
    if status not in UNFINISHED and None in answers:
        wanted = " or ".join(UNFINISHED)
        reader.fault(at, f"must be {wanted} while a question has no answer")
    if not any(points is not None for points in answers):
        reader.fault(f"{KIND}.item", "has no answer to any of the questions")


class _Items:
    """The items of a response by what they answer, each once."""

    def __init__(self, said: Any, reader: Reader) -> None:
        self._reader = reader
        self._found: dict[str, tuple[Resource, str]] = {}
        if said is not None:
            reader.each(said, f"{KIND}.item", self._take)

    def _take(self, item: Any, path: str) -> None:
        link = item.get("linkId") if isinstance(item, dict) else None
        name = _LINKS.get(link) if isinstance(link, str) else None
        if name is None:
            self._reader.fault(f"{path}.linkId", "is no question of this questionnaire")
        elif name in self._found:
            self._reader.fault(f"{path}.linkId", "is answered twice")
        else:
            self._found[name] = (item, path)

    def answers(self) -> list[int | None]:
        return [self._points(item.id, GAD7.options) for item in GAD7.items]

    def difficulty(self) -> int | None:
        return self._points(DIFFICULTY, difficulty().options)

    def _points(self, name: str, options: Sequence[Option]) -> int | None:
        if name not in self._found:
            return None
        return points(*self._found[name], options, self._reader)

    def check_total(self, answers: Sequence[int | None]) -> None:
        """A total that comes along must be that of the answers; it is kept nowhere."""
        if TOTAL not in self._found or self._reader.faults:
            return
        item, path = self._found[TOTAL]
        element, value = only(item, path, self._reader)
        if not element:
            return
        made = total(answers)
        if element != "valueInteger" or type(value) is not int or value != made:
            says = "a missing answer leaves none" if made is None else f"which is {made}"
            self._reader.fault(f"{path}.answer[0]", f"must be the total of the answers: {says}")


def _links() -> Iterator[tuple[str, str]]:
    """Our names of the questions, and those of LOINC's own questionnaire."""
    coded = [(item.id, item.loinc) for item in GAD7.items]
    coded += [(DIFFICULTY, difficulty().loinc), (TOTAL, GAD7.total_loinc)]
    for name, loinc in coded:
        yield from ((link, name) for link in (name, loinc, f"/{loinc}"))


_LINKS = dict(_links())
