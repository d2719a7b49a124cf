"""Staff from the shell, also when nobody can sign in any more."""

import pytest

from pwa.care import clock
from pwa.store.tables import AuditEvent, Staff, StaffSession
from tests.cli.test_admin import PASSWORD, oak, refused, shell  # noqa: F401

NORA = ("--email", "nora@oak.example")


@pytest.fixture
def nora(shell, oak):  # noqa: F811
    return shell.said("staff", "add", *NORA, "--name", "Nora")["id"]


@pytest.fixture
def lena(shell, nora):  # noqa: F811
    words = ("--email", "lena@oak.example", "--name", "Lena", "--role", "coordinator")
    return shell.said("staff", "add", *words)["id"]


def role_of(shell, staff_id):  # noqa: F811
    return {row.id: row.role for row in shell.rows(Staff)}[staff_id]


def test_it_lists_who_can_sign_in_and_how(shell, lena):  # noqa: F811
    rows = shell.said("staff", "list")["staff"]
    told = [(row["email"], row["role"], row["protected_by"]) for row in rows]
    assert told == [
        ("lena@oak.example", "coordinator", "password only"),
        ("nora@oak.example", "administrator", "password only"),
    ]
    assert PASSWORD not in shell("staff", "list").output


def test_it_gives_another_role_and_puts_it_on_record(shell, lena):  # noqa: F811
    shell.said("staff", "role", "--email", "Lena@oak.example", "auditor")
    assert role_of(shell, lena) == "auditor"
    last = shell.rows(AuditEvent)[-1]
    assert (last.name, last.actor, last.subject_id) == ("staff.role-changed", "cli", lena)
    assert last.details == {"before": "coordinator", "after": "auditor"}


@pytest.mark.parametrize("words", [("role", *NORA, "clinician"), ("disable", *NORA)])
def test_it_keeps_the_last_administrator(shell, nora, words):  # noqa: F811
    why = "email: At least one administrator must stay. Give somebody else that role first."
    refused(shell("staff", *words), why)
    assert role_of(shell, nora) == "administrator"


def test_it_ends_and_gives_back_access(shell, lena):  # noqa: F811
    shell.said("staff", "disable", "--email", "lena@oak.example")
    assert [row.disabled_at for row in shell.rows(Staff) if row.id == lena] == [clock.now()]
    shell.said("staff", "enable", "--email", "lena@oak.example")
    assert [row.disabled_at for row in shell.rows(Staff) if row.id == lena] == [None]


def test_it_takes_second_factors_away(shell, nora):  # noqa: F811
    assert shell.said("staff", "reset", *NORA)["second_factor"] is False
    assert not [row for row in shell.rows(StaffSession) if row.revoked_at is None]
    assert shell.rows(AuditEvent)[-1].name == "staff.factors-reset"


def test_it_says_who_is_not_known(shell, oak):  # noqa: F811
    refused(shell("staff", "reset", *NORA), "email: is not known")
