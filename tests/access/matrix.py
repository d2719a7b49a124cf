"""Every route × everybody × {own clinic, another clinic, nobody}: who gets what, from one table.

The routes are the app's own, and which permission one asks for is what the app itself asks; what
follows from that for everybody is written here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask
from werkzeug.routing import Rule

from pwa.care import roles
from pwa.clinic.permissions import permission_of
from tests.access.world import SAFE

ROLES = (*roles.ROLES, "made up")
CALLERS = ("nobody", "a phone", *ROLES)
# A page and where it may lead on to; a form without our token is read no further than that.
OPENS, UNREAD = (200, 302, 303), (400,)
SIGN_IN_FIRST, NOT_THIS_ROLE, NOT_HERE = (302, 401), (403,), (404,)


class Cell(NamedTuple):
    """One request, and the statuses of which its answer has one."""

    rule: Rule
    method: str
    expected: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def staff_only(app: Flask) -> Iterator[tuple[Rule, str]]:
    """The routes behind the clinic's door, each with each of its methods."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("clinic."):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, method


def cells(app: Flask, caller: str, *, own: bool) -> Iterator[Cell]:
    """What a caller may expect of each, asking for rows of their own clinic or of another."""
    for rule, method in staff_only(app):
        yield Cell(rule, method, _expected(rule, method, caller, own))


def _expected(rule: Rule, method: str, caller: str, own: bool) -> tuple[int, ...]:
    if caller not in ROLES:
        return SIGN_IN_FIRST
    if not roles.may(caller, permission_of(rule.endpoint)):
        # The beginning of everybody leads on to what the role begins with.
        return (302,) if rule.endpoint == "clinic.worklist" else NOT_THIS_ROLE
    if method not in SAFE:
        return UNREAD
    return OPENS if own or not rule.arguments else NOT_HERE
