"""Scopes in both syntaxes: nothing is granted that was not asked for, nor what was not allowed."""

import pytest

from pwa.care.programs import scopes

PATIENT = ["system/Patient.rs"]
ALL = scopes.written(scopes.OFFERED)


@pytest.mark.parametrize(
    ("asked", "registered", "granted"),
    [
        ("system/Patient.rs", PATIENT, PATIENT),
        ("system/Patient.read", PATIENT, PATIENT),
        ("system/Patient.*", PATIENT, PATIENT),
        ("system/Patient.cruds", PATIENT, PATIENT),
        ("system/*.rs", PATIENT, PATIENT),
        ("system/*.*", ALL, ALL),
        ("system/*.read system/*.write", ALL, ALL),
        ("system/Patient.r", PATIENT, ["system/Patient.r"]),
        ("system/Patient.s system/Patient.r", PATIENT, PATIENT),
        ("system/Procedure.write", ALL, ["system/Procedure.c"]),
        ("system/Procedure.c system/Patient.rs", PATIENT, PATIENT),
        ("system/Task.rs", PATIENT, []),
        ("system/Patient.c", ALL, []),
        ("system/Patient.ud", ALL, []),
        ("system/Patient.sr", ALL, []),
        ("system/Patient.", ALL, []),
        ("system/Patient.rs?identifier=1", ALL, []),
        ("patient/Patient.rs user/Patient.rs openid", ALL, []),
        ("system/Patien.rs", ALL, []),
        ("SYSTEM/Patient.rs", ALL, []),
        ("", ALL, []),
        ("system/*.rs", [], []),
    ],
)  # fmt: skip
def test_it_grants_what_is_asked_for_and_allowed(asked, registered, granted):
    assert scopes.granted(asked, registered) == granted


def test_it_allows_each_act_by_itself():
    held = ["system/Patient.r", "system/Procedure.crs"]
    assert [act for act in "crs" if scopes.allow(held, "Patient", act)] == ["r"]
    assert [act for act in "crs" if scopes.allow(held, "Procedure", act)] == ["c", "r", "s"]
    assert not scopes.allow(held, "Task", "r")


def test_its_parts_are_all_there_is_and_come_back():
    assert scopes.tidy(scopes.PARTS) == ALL
    assert scopes.parts(["system/Procedure.crs", "system/Patient.r"]) == [
        "system/Procedure.rs", "system/Procedure.c",
    ]  # fmt: skip
