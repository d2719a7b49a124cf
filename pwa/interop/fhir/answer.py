"""What is answered with a resource, and in which form: JSON is the only one there is."""

import hashlib
import json
import re
from datetime import UTC, datetime

from flask import Response, abort, request

from pwa.interop.fhir.element import Resource
from pwa.interop.fhir.outcome import MEDIA_TYPE

FHIR_VERSION = "4.0"
JSON_TYPES = ("application/fhir+json", "application/json", "text/json")
FORMATS = ("json", *JSON_TYPES)
NOT_THIS = "This server answers with application/fhir+json of FHIR 4.0, and with nothing else."


def with_resource(made: Resource, status: int = 200) -> Response:
    """The resource, with its version and its last change; no body where the caller has it."""
    body = _written(made)
    response = Response(body, status, content_type=MEDIA_TYPE)
    response.set_etag(version_of(body), weak=True)
    if changed := made.get("meta", {}).get("lastUpdated"):
        response.last_modified = datetime.fromisoformat(changed).astimezone(UTC)
    # By its version only: a second is too coarse for what may change twice in one.
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(version_of(body)):
        response.status_code = 304
        response.set_data(b"")
    return response


def with_bundle(made: Resource) -> Response:
    return Response(_written(made), content_type=MEDIA_TYPE)


def version_of(body: str) -> str:
    """What an ETag says: the same for the same content, whichever process answers."""
    return hashlib.sha256(body.encode()).hexdigest()[:32]


def refuse_other_forms() -> None:
    """406 for a caller who wants what is not there; `_format` counts before Accept."""
    wanted = request.values.get("_format")
    if wanted is not None:
        if not _fits(wanted.replace(" ", "+"), FORMATS):  # a plus sign in an address is a space
            abort(406, NOT_THIS)
    elif request.headers.get("Accept", "").strip() and not any(
        quality > 0 and _fits(kind, (*JSON_TYPES, "application/*", "*/*"))
        for kind, quality in request.accept_mimetypes
    ):
        abort(406, NOT_THIS)


def _fits(wanted: str, known: tuple[str, ...]) -> bool:
    kind, *parameters = (part.strip().lower() for part in wanted.split(";"))
    versions = [found[1] for part in parameters if (found := _VERSION.fullmatch(part))]
    return kind in known and all(version == FHIR_VERSION for version in versions)


_VERSION = re.compile(r'fhirversion="?([^"]*)"?')


def _written(made: Resource) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
