"""The elements that resources are made of, and the systems that their codes are of.

Source: HL7 FHIR R4 (4.0.1). A resource here is a dict that `json.dumps` takes.
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

Resource = dict[str, Any]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
URI = "urn:ietf:rfc:3986"


class Base(str):
    """The address under which a server's resources are found, without a slash at its end."""

    __slots__ = ()

    def canonical(self, kind: str, name: str, version: object = None) -> str:
        """The address that names a definition, of one version if it is said."""
        return f"{self}/{kind}/{name}" + ("" if version is None else f"|{version}")

    def code(self, system: str, code: str, text: str | None = None) -> Resource:
        """A concept of one of our own code systems."""
        return concept(self.codes(system), code, text)

    def codes(self, system: str) -> str:
        """The address of one of our own code systems."""
        return self.canonical("CodeSystem", system)


def resource(kind: str, row_id: str, changed: datetime | None, **elements: Any) -> Resource:
    """A resource without its empty elements, which FHIR does not allow.

    When it changed is not known of what a release before 1.4 writes while it is being replaced.
    """
    head: Resource = {"resourceType": kind, "id": row_id}
    if changed:
        head["meta"] = {"lastUpdated": instant(changed)}
    return head | filled(elements)


def filled(elements: dict[str, Any]) -> Resource:
    """What was given; False and 0 are something, None and "" and an empty list are not."""
    return {name: value for name, value in elements.items() if value not in (None, "", [], {})}


def concept(system: str, code: str, text: str | None = None) -> Resource:
    return {"coding": [filled({"system": system, "code": code, "display": text})]}


def reference(kind: str, row_id: str | None) -> Resource | None:
    return {"reference": f"{kind}/{row_id}"} if row_id else None


def identifier(row_id: str) -> Resource:
    """An id that the app has made, which is the same in every system that keeps it."""
    return {"system": URI, "value": f"urn:uuid:{row_id}"}


def given_name(origin: Resource | None) -> Resource | None:
    """What the system that brought a row calls it, if one did."""
    return origin and {name: origin[name] for name in ("system", "value")}


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(at: datetime, offset_minutes: int | None) -> str:
    """A date and time as the clock beside the patient showed it, to the second."""
    zone = UTC if offset_minutes is None else timezone(timedelta(minutes=offset_minutes))
    return at.astimezone(zone).isoformat(timespec="seconds")
