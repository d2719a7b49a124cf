"""Keys of the data from a shell: listed, made, and everything sealed anew."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from pwa.data_keys import data_keys, new
from pwa.store import keyring, reseal
from pwa.store.db import Database
from pwa.store.sealed import Closed
from pwa.store.tables import AuditEvent, Clinic, Patient
from tests import KEYS, SECRET_KEY
from tests.cli.test_admin import ana, oak, shell  # noqa: F401

SPRING = new("spring")


@pytest.fixture
def database(shell, ana):  # noqa: F811
    keyring.use(KEYS)
    database = Database(shell.url)
    yield database
    database.engine.dispose()


def in_clear(database):
    """As rows were before there were keys."""
    with database.session() as s:
        s.execute(update(Patient).values(name=Closed("Ana Alder"), phone=Closed("+1 555 010 0111")))
        s.commit()


def states(shell, **env):  # noqa: F811
    found = shell.said("keys", "list", **env)["keys"]
    return {key["id"]: (key["state"], key["values"]) for key in found}


def test_it_makes_a_key_that_the_setting_takes(shell):  # noqa: F811
    made = shell("keys", "new", "2026-11").stdout.strip()
    assert [key.id for key in data_keys(made, "")] == ["2026-11"]
    assert shell("keys", "new", "Not so").exit_code == 2


def test_it_lists_what_lies_under_which_key(shell, database):  # noqa: F811
    [(first, (state, count))] = states(shell).items()
    assert first.startswith("secret-")
    assert (state, count) == ("in use", 1)
    listed = states(shell, BOOSTER_DATA_KEYS=SPRING)
    assert listed == {"spring": ("in use", 0), first: ("held", count)}
    elsewhere = states(shell, SECRET_KEY="another secret, as long as it has to be")
    assert elsewhere[first] == ("missing", count)


def test_it_seals_everything_anew(shell, database):  # noqa: F811
    in_clear(database)
    assert states(shell)[None] == ("in clear", 2)
    done = shell.said("keys", "rotate", BOOSTER_DATA_KEYS=SPRING)
    assert (done["key"], done["sealed"]) == ("spring", 2)
    assert states(shell, BOOSTER_DATA_KEYS=SPRING, SECRET_KEY="")["spring"] == ("in use", 2)
    [patient] = shell.rows(Patient)
    assert (patient.name, patient.phone) == ("Ana Alder", "+1 555 010 0111")
    [event] = [row for row in shell.rows(AuditEvent) if row.name == "keys.rotated"]
    assert event.details == {"key": "spring", "count": 2}


def test_it_does_nothing_twice(shell, database):  # noqa: F811
    assert shell.said("keys", "rotate", BOOSTER_DATA_KEYS=SPRING)["sealed"] == 1
    again = shell.said("keys", "rotate", BOOSTER_DATA_KEYS=SPRING)
    assert (again["sealed"], again["looked_at"]) == (0, 1)


def test_it_leaves_what_the_app_has_changed_meanwhile(database, monkeypatch):
    keyring.use(data_keys(SPRING, SECRET_KEY))
    write = reseal._write

    def late(*given):
        with database.session() as s:
            s.exec(select(Patient)).one().phone = "+1 555 010 0199"
            s.commit()
        return write(*given)

    monkeypatch.setattr(reseal, "_write", late)
    with database.session(writes=False) as s:
        clinic_id = s.exec(select(Clinic.id)).one()
    assert sum(values for _, values in reseal.reseal(database, clinic_id)) == 1
    with database.session(writes=False) as s:
        patient = s.exec(select(Patient)).one()
    assert (patient.name, patient.phone) == ("Ana Alder", "+1 555 010 0199")


def test_it_refuses_without_the_old_key(shell, database):  # noqa: F811
    other = {"BOOSTER_DATA_KEYS": SPRING, "SECRET_KEY": ""}
    refused = shell("keys", "rotate", **other)
    assert refused.exit_code == 2
    assert "is missing on this server" in refused.stderr
    with database.session(writes=False) as s:
        assert s.exec(select(col(Patient.id))).one()


def test_a_dump_shows_nobody(shell, database):  # noqa: F811
    in_clear(database)
    assert "Ana Alder" in dumped(database)
    shell.said("keys", "rotate", BOOSTER_DATA_KEYS=SPRING)
    text = dumped(database)
    assert 'INSERT INTO "patient"' in text
    assert not [one for one in ("Ana", "Alder", "555 010 0111") if one in text]


def dumped(database):
    with closing(sqlite3.connect(database.engine.url.database)) as raw:
        return "\n".join(raw.iterdump())
