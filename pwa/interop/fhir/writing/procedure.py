"""A Procedure in the words of a treatment: its day and its kind."""

from typing import Any, NamedTuple

from pwa.decision.reader import Reader
from pwa.decision.timeline import TREATMENT_KINDS
from pwa.interop.fhir.element import Base, Resource
from pwa.interop.fhir.procedure import KINDS as CODES
from pwa.interop.fhir.procedure import WORDS
from pwa.interop.fhir.writing.when import Moment, moment

KIND = "Procedure"
DONE = "completed"
MISTAKEN = "entered-in-error"
CODE, PERFORMED = f"{KIND}.code", f"{KIND}.performedDateTime"


class Said(NamedTuple):
    """What a procedure says: when it was, of which kind, and whether it took place."""

    when: Moment
    kind: str
    status: str


def read(said: Resource, base: Base, zone: str, reader: Reader) -> Said:
    """What it says, as far as it can be read: see `reader.faults` before you use it.

    `zone` is the patient's time zone.
    """
    when = moment(_performed(said), zone)
    if when is None:
        reader.fault(PERFORMED, "must be a date, or a date and a time with its zone")
    kind = _kind(said.get("code"), base)
    if kind is None:
        reader.fault(CODE, f"must be {' or '.join(TREATMENT_KINDS)} of {base.codes(CODES)}")
    status = reader.choice(said.get("status"), f"{KIND}.status", (DONE, MISTAKEN))
    return Said(when or Moment(reader.today), kind or TREATMENT_KINDS[0], status)


def _performed(said: Resource) -> Any:
    """When it began, if it is written as a period."""
    period = said.get("performedPeriod")
    start = period.get("start") if isinstance(period, dict) else None
    return said.get("performedDateTime", start)


def _kind(said: Any, base: Base) -> str | None:
    """By our own code; where there is none, by the words that we give for it."""
    concept = said if isinstance(said, dict) else {}
    codings = concept.get("coding", [])
    coded = {
        str(coding.get("code"))
        for coding in (codings if isinstance(codings, list) else [])
        if isinstance(coding, dict) and coding.get("system") == base.codes(CODES)
    }
    text = str(concept.get("text", "")).casefold().strip()
    spoken = {kind for kind in TREATMENT_KINDS if text in (kind, WORDS[kind].casefold())}
    found = coded or spoken
    return found.pop() if len(found) == 1 and found <= set(TREATMENT_KINDS) else None
