"""A backup's file: who opens it, and when it is not believed."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from pwa.care.backup import made
from tests.cli.test_backup import state_of


def test_one_that_can_be_looked_at_is(operator, life):
    operator.backs_up()
    assert "2 check-ins" in operator.says("backup", "verify", "one.age", "--identity", "key.txt")


def test_who_has_no_key_reads_nothing(operator, life):
    operator.backs_up()
    content = (operator.folder / "one.age").read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"Ana Alder" not in content
    operator.says("backup", "key", "other.txt")
    assert "cannot be opened" in operator.refuses(
        "backup", "verify", "one.age", "--identity", "other.txt"
    )


def test_a_passphrase_does_as_well(operator, life):
    (operator.folder / "words.txt").write_text("a long walk by the sea\n")
    operator.says("backup", "one.age", "--passphrase-file", "words.txt")
    operator.says("backup", "verify", "one.age", "--passphrase-file", "words.txt")


def test_it_says_where_it_cannot_be_written(operator, life):
    said = operator.refuses("backup", "nowhere/one.age", "--to", operator.recipient)
    assert said == f"{operator.folder}/nowhere/one.age.partial: No such file or directory\n"


def test_it_does_not_write_over_another(operator, life):
    operator.backs_up()
    assert "is there already" in operator.refuses("backup", "one.age", "--to", operator.recipient)


@pytest.mark.parametrize("words", [(), ("--to", "age1nobody"), ("--to", "ssh-ed25519 nobody")])
def test_it_asks_for_a_key_that_it_understands(operator, life, words):
    assert "to" in operator.refuses("backup", "one.age", *words)
    assert not list(operator.folder.glob("*.age*"))


def test_a_damaged_one_is_not_believed(operator, life):
    operator.backs_up()
    file = operator.folder / "one.age"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert "cannot be opened" in operator.refuses(
        "backup", "verify", "one.age", "--identity", "key.txt"
    )


def altered(folder: Path, statement: str) -> None:
    """The backup of a program that alters what it copies."""
    with closing(sqlite3.connect(folder / "booster.sqlite")) as raw, raw:
        raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM check_in WHERE seq = 2",
        "UPDATE check_in SET answers = '[0,0,0,0,0,0,0]' WHERE seq = 1",
        "UPDATE audit_event SET hash = 'another' WHERE seq = 1",
        "INSERT INTO sign_in_attempt (id, key_hash, at) VALUES ('1', '2', '2026-01-01')",
    ],
)
def test_what_is_not_the_same_is_no_backup(operator, life, monkeypatch, statement, database_file):
    snapshot = made.KINDS["sqlite"].snapshot

    def alters(url: str, folder: Path):
        contents = snapshot(url, folder)
        altered(folder, statement)
        return contents

    monkeypatch.setattr(made.KINDS["sqlite"], "snapshot", alters)
    assert "and not" in operator.refuses("backup", "one.age", "--to", operator.recipient)
    assert not list(operator.folder.glob("*.age*"))
    assert state_of(operator.url)[1] == 0


def test_it_is_opened_by_the_tools_that_anybody_has(operator, life, database_file):
    operator.backs_up()
    secret = (operator.folder / "key.txt").read_text().splitlines()[-1]
    archive = pyrage.decrypt(
        (operator.folder / "one.age").read_bytes(), [pyrage.x25519.Identity.from_str(secret)]
    )
    opened = subprocess.run(
        [shutil.which("tar"), "xzO", "booster.sqlite"],
        input=archive,
        capture_output=True,
        check=True,
    )
    assert opened.stdout.startswith(b"SQLite format 3")
