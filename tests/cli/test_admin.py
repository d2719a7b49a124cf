"""A clinic is set up from a shell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import select

from pwa.care import pairing
from pwa.care.staff import passwords
from pwa.cli import main
from pwa.store.db import Database
from pwa.store.tables import Clinic, Patient, Staff, Treatment

CLINIC = ("--name", "Oak", "--phone", "1", "--country", "US", "--timezone", "America/New_York")
PASSWORD = "a long walk by the river"


class Shell:
    def __init__(self, url: str) -> None:
        self.url = url
        self.env = {"DATABASE_URL": url, "BOOSTER_PASSWORD": PASSWORD, "PORT": None}

    def __call__(self, *words, typed=None, **env):
        return CliRunner().invoke(main, words, input=typed, env=self.env | env)

    def said(self, *words, **env):
        result = self(*words, "--json", **env)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    def rows(self, table):
        database = Database(self.url)
        with database.session(writes=False) as s:
            found = list(s.exec(select(table)))
        database.engine.dispose()
        return found


@pytest.fixture
def shell(tmp_path, clock):
    return Shell(f"sqlite:///{tmp_path}/instance/new.sqlite")


@pytest.fixture
def oak(shell):
    return shell.said("clinic", "add", *CLINIC)["id"]


def test_it_asks_staff_for_more_than_a_password(shell, oak):
    shell.said("clinic", "add", *CLINIC, "--name", "Elm", "--password-alone")
    asks = {clinic.name: clinic.needs_second_factor for clinic in shell.rows(Clinic)}
    assert asks == {"Oak": True, "Elm": False}


@pytest.fixture
def ana(shell, oak):
    return shell.said("patient", "add", "--name", "Ana Alder")["id"]


def refused(result, *lines):
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == list(lines)


def test_the_first_command_sets_the_database_up(shell, oak):
    assert [(row.id, row.name) for row in shell.rows(Clinic)] == [(oak, "Oak")]


def test_it_adds_staff_who_can_sign_in(shell, oak):
    said = shell.said("staff", "add", "--email", "nora@oak.example", "--name", "Nora")
    (row,) = shell.rows(Staff)
    assert (row.id, row.clinic_id) == (said["id"], oak)
    assert passwords.matches(row.password_hash, PASSWORD)


def test_it_reads_a_password_from_standard_input(shell, oak):
    words = ("staff", "add", "--email", "nora@oak.example", "--name", "Nora", "--password-stdin")
    assert shell(*words, typed="another long password\n").exit_code == 0
    (row,) = shell.rows(Staff)
    assert passwords.matches(row.password_hash, "another long password")


def test_it_never_says_a_password(shell, oak):
    result = shell("staff", "add", "--email", "nora@oak.example", "--name", "Nora")
    assert PASSWORD not in result.output


def test_it_wants_a_password(shell, oak):
    words = ("staff", "add", "--email", "nora@oak.example", "--name", "Nora")
    refused(
        shell(*words, BOOSTER_PASSWORD=None),
        "password: is required: in BOOSTER_PASSWORD, or with --password-stdin",
    )


def test_it_adds_a_patient(shell, oak):
    said = shell.said(
        "patient", "add", "--name", "Ana Alder", "--baseline", "14", "--clinic", "Oak"
    )
    (row,) = shell.rows(Patient)
    assert (row.id, row.clinic_id, row.baseline) == (said["id"], oak, 14)


def test_it_records_a_treatment(shell, ana):
    words = ("treatment", "add", "--patient", ana, "--on", "2026-04-20", "--kind", "induction")
    shell.said(*words, "--planned")
    (row,) = shell.rows(Treatment)
    assert (row.kind, row.planned, row.source) == ("induction", True, "cli")


def test_it_makes_an_invite_that_pairs(shell, ana):
    said = shell.said("invite", "--patient", ana, "--url", "https://app.example/")
    assert said["link"].startswith("https://app.example/app/pair#")
    assert said["expires_at"] == "2026-04-30T15:00:00+00:00"
    database = Database(shell.url)
    with database.session() as s:
        made = pairing.redeem(s, said["link"].split("#")[1])
    database.engine.dispose()
    assert made.device.patient_id == ana


def test_an_invite_in_the_clinic_lasts_a_quarter_of_an_hour(shell, ana):
    said = shell.said("invite", "--patient", ana, "--valid", "clinic")
    assert said["expires_at"] == "2026-04-27T15:15:00+00:00"
    assert said["link"].startswith("http://localhost:8000/app/pair#")


def test_without_json_it_speaks(shell, ana):
    answer = shell("invite", "--patient", ana).stdout
    assert answer.startswith("Link: http://localhost:8000/app/pair#")
    assert "Code: " in answer


def test_every_fault_has_its_line(shell):
    words = ("--name", "", "--phone", "1", "--country", "us", "--timezone", "Mars")
    refused(
        shell("clinic", "add", *words),
        "name: is required",
        "timezone: must be a time zone, such as Europe/Dublin",
        "country: must be two capital letters, such as US or GB",
    )
    assert shell.rows(Clinic) == []


def test_a_treatment_with_faults(shell, ana):
    words = ("treatment", "add", "--patient", ana)
    refused(
        shell(*words, "--on", "20.4.2026", "--kind", "booster"),
        "on: must be a date, written YYYY-MM-DD",
    )
    refused(
        shell(*words, "--on", "2026-04-28", "--kind", "massage"),
        "on: must not be after today",
        "kind: must be one of induction, booster",
    )
    shell(*words, "--on", "2026-04-20", "--kind", "booster")
    refused(
        shell(*words, "--on", "2026-04-20", "--kind", "booster"),
        "on: There is already a treatment on that day.",
    )


def test_an_email_that_is_taken(shell, oak):
    words = ("staff", "add", "--email", "nora@oak.example", "--name", "Nora")
    shell(*words)
    refused(shell(*words), "email: There is already a member of staff with this email.")


@pytest.mark.parametrize("command", [("treatment", "add", "--on", "x", "--kind", "x"), ("invite",)])
def test_an_unknown_patient(shell, oak, command):
    if command[0] == "treatment":
        command = ("treatment", "add", "--on", "2026-04-20", "--kind", "booster")
    refused(shell(*command, "--patient", "nobody"), "patient: is not known")


def test_a_clinic_must_be_named_when_there_are_two(shell, oak):
    elm = shell.said("clinic", "add", *CLINIC, "--name", "Elm")["id"]
    refused(shell("patient", "add", "--name", "Ben"), "clinic: is required: there is more than one")
    assert shell.said("patient", "add", "--name", "Ben", "--clinic", "Elm")["clinic_id"] == elm
    assert shell.said("patient", "add", "--name", "Ben", "--clinic", elm)["clinic_id"] == elm


def test_two_of_one_name_are_told_apart_by_id(shell, oak):
    shell.said("clinic", "add", *CLINIC)
    refused(
        shell("patient", "add", "--name", "Ben", "--clinic", "Oak"),
        "clinic: fits more than one; give its id",
    )


def test_a_clinic_must_be_there(shell):
    refused(shell("patient", "add", "--name", "Ben"), "clinic: is not there yet; add one")
    refused(shell("patient", "add", "--name", "Ben", "--clinic", "Elm"), "clinic: is not known")


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////proc/nowhere/new.sqlite"])
def test_a_database_that_cannot_be_used(shell, url):
    result = shell("migrate", DATABASE_URL=url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("DATABASE_URL: cannot be used: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_database_of_another_version_is_left_alone(shell, oak):
    database = Database(shell.url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    database.engine.dispose()
    result = shell("patient", "add", "--name", "Ben")
    assert result.exit_code == 2
    assert "run booster migrate" in result.stderr
    assert shell.rows(Patient) == []


def test_migrate_may_be_run_again(shell):
    assert [shell("migrate").exit_code for _ in range(2)] == [0, 0]
    assert shell.rows(Clinic) == []


COMMANDS = [
    ("clinic",),
    ("clinic", "add"),
    ("staff", "add"),
    ("patient", "add"),
    ("treatment", "add"),
    ("invite",),
    ("migrate",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(shell, command):
    result = shell(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_every_command_is_on_the_list(shell):
    listed = shell("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command[0]} " in listed


def test_asking_the_rules_needs_no_database_library():
    program = "import sys; sys.argv = ['booster', 'policy']\nfrom pwa.cli import main\n"
    program += "main(standalone_mode=False); sys.exit('sqlalchemy' in sys.modules)"
    root = Path(__file__).parent.parent.parent
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, stdout=subprocess.DEVNULL, check=False
    )
    assert run.returncode == 0
