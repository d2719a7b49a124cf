"""The document of the phone's API, and how an answer is held against it."""

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DOCUMENT: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "openapi.json").read_text()
)


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """What is documented, by method and path."""
    return {
        (method.upper(), path): operation
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }


def documented() -> set[tuple[str, str, int]]:
    """Each documented answer: method, path, status."""
    return {
        (method, path, int(status))
        for (method, path), operation in operations().items()
        for status in operation["responses"]
    }


def as_documented(rule: str) -> str:
    """A route of the app as the document writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def faults(method: str, path: str, answer) -> list[str]:
    """How an answer differs from what is documented for it."""
    responses = operations()[method, path]["responses"]
    if str(answer.status_code) not in responses:
        return [f"{answer.status_code} is not documented"]
    said = resolved(responses[str(answer.status_code)])
    missing = [name for name in said.get("headers", {}) if name not in answer.headers]
    content = said.get("content", {})
    if not content:
        return missing
    kind = next(iter(content))
    if answer.mimetype != kind:
        return [f"{answer.mimetype}, not {kind}"]
    if kind != "application/json":
        return missing
    schema = content[kind]["schema"] | {"components": DOCUMENT["components"]}
    return missing + [one.message for one in Draft202012Validator(schema).iter_errors(answer.json)]


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = DOCUMENT
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found
