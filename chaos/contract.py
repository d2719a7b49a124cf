"""The phone's API against its own document, by schemathesis.

Requests are made from docs/openapi.json, right ones and wrong ones; each answer is one of those
that the document names, with the content and headers that it names. Whether a wrong request is
refused is not asked: what a known phone sends is kept for staff rather than lost.
"""

import json
from base64 import b64encode
from copy import deepcopy
from hashlib import sha256
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from chaos.harness import Figures, Size
from chaos.swaps import world
from tests.access.api import DOCUMENT
from tests.access.world import World

TIMES = {"short": 8, "long": 600}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


def run(size: Size, seed: int) -> Figures:
    """Each operation, with requests that are right and requests that are wrong."""
    figures = Figures()
    with world() as made:
        for operation in _operations(made):
            figures.count("operations")
            for mode in GenerationMode:
                _try(made, operation, mode, hypothesis_of(size, seed), figures)
    return figures


def _operations(world: World) -> list[Any]:
    """All of them for this patient's phone; signing out comes last, and is for good."""
    document = deepcopy(DOCUMENT)
    for name in ("CheckIn", "Contact"):
        document["components"]["schemas"][name]["properties"]["patient"] = {
            "const": world.elm.patient
        }
    found = [one.ok() for one in schemathesis.openapi.from_dict(document).get_all_operations()]
    return sorted(found, key=lambda one: (one.method, one.path) == ("delete", "/api/session"))


def hypothesis_of(size: Size, seed: int) -> Any:
    """How often, and by which seed."""
    settings = hypothesis.settings(
        max_examples=TIMES[size],
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    return lambda ask: hypothesis.seed(seed)(settings(ask))


def _try(world: World, operation: Any, mode: Any, often: Any, figures: Figures) -> None:
    @often
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        figures.count("requests")
        _ask(world, case, figures)

    try:
        ask()
    except hypothesis.errors.Unsatisfiable:
        figures.count("times no wrong request was possible")


def _ask(world: World, case: Any, figures: Figures) -> None:
    answer = world.phone(world.elm).open(**_sent(case))
    figures.count(f"{answer.status_code // 100}xx")
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        for one in group.exceptions:
            figures.fault(f"{case.method} {case.formatted_path}: {one}"[:500])


def _sent(case: Any) -> dict[str, Any]:
    """The request as the test's client takes it; its digest is right unless it was left out."""
    made = case.as_transport_kwargs(base_url="http://localhost")
    body = json.dumps(made["json"]).encode() if "json" in made else made.get("data") or b""
    body = body.encode() if isinstance(body, str) else body
    headers = {name: _plain(value) for name, value in dict(made["headers"]).items()}
    headers.pop("Accept-Encoding", None)  # the test's client reads no compressed answer
    if "Content-Digest" in headers:
        headers["Content-Digest"] = f"sha-256=:{b64encode(sha256(body).digest()).decode()}:"
    if "json" in made:
        headers["Content-Type"] = "application/json"
    return {"path": made["url"], "method": case.method, "data": body, "headers": headers}


def _plain(value: Any) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return text.encode("latin-1", "ignore").decode("latin-1").translate({10: None, 13: None})
