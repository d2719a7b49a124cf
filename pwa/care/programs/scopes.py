"""What a program may do, as SMART App Launch 2 writes it: `system/Patient.rs`.

Source: SMART App Launch 2.2, "Scopes for requesting FHIR Resources". The letters are create, read,
update, delete, search; of version 1, `.read` is `rs` and `.write` is `cud`. A scope is kept as the
pairs that it allows: ("Patient", "r").
"""

import re
from collections.abc import Collection, Iterable

READABLE = (
    *("Patient", "Questionnaire", "QuestionnaireResponse", "Observation", "Procedure"),
    *("GuidanceResponse", "Task", "PlanDefinition"),
)
CREATABLE = ("QuestionnaireResponse", "Procedure")
# All that there is. Nothing is updated or deleted from outside.
OFFERED = frozenset(
    {(kind, act) for kind in READABLE for act in "rs"} | {(kind, "c") for kind in CREATABLE}
)
# What a clinic decides about one by one.
PARTS = tuple(
    [f"system/{kind}.rs" for kind in READABLE] + [f"system/{kind}.c" for kind in CREATABLE]
)
ACTS = "crs"  # in the order in which the specification wants the letters
_SCOPE = re.compile(r"system/(\*|[A-Z][A-Za-z]*)\.(?:(?=.)(c?r?u?d?s?)|(read|write|\*))")
_FIRST_VERSION = {"read": "rs", "write": "cud", "*": "cruds"}


def granted(asked: str, registered: Iterable[str]) -> list[str]:
    """Of what was asked for, separated by spaces, what the clinic allows; [] for nothing.

    What is not understood, such as a scope with a search in it, is not granted.
    """
    return written(_pairs(asked.split()) & _pairs(registered))


def tidy(scopes: Iterable[str]) -> list[str]:
    """The scopes in the syntax of version 2, one for each kind, without what is not offered."""
    return written(_pairs(scopes))


def written(pairs: Collection[tuple[str, str]]) -> list[str]:
    """One scope for each kind, in the syntax of version 2."""
    kinds = sorted({kind for kind, _ in pairs})
    return [
        f"system/{kind}.{''.join(act for act in ACTS if (kind, act) in pairs)}" for kind in kinds
    ]


def parts(scopes: Iterable[str]) -> list[str]:
    """Those of `PARTS` that the scopes hold whole."""
    pairs = _pairs(scopes)
    return [part for part in PARTS if _allowed_by(part) <= pairs]


def allow(scopes: Iterable[str], kind: str, act: str) -> bool:
    """Whether scopes let a program act ("c", "r" or "s") on a kind."""
    return (kind, act) in _pairs(scopes)


def _pairs(scopes: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pair for scope in scopes for pair in _allowed_by(scope))


def _allowed_by(scope: str) -> set[tuple[str, str]]:
    found = _SCOPE.fullmatch(scope)
    if found is None:
        return set()
    kind, acts, older = found.groups()
    letters = _FIRST_VERSION[older] if older else acts
    return {(one, act) for one, act in OFFERED if kind in ("*", one) and act in letters}
