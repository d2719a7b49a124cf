"""What an operator does with backups."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pwa.care import audit
from pwa.care.audit import Actor
from pwa.cli import main
from tests.care.conftest import Life, ago
from tests.items import SEVERE
from tests.postgres import owners, superusers


class Operator:
    """What an operator types."""

    def __init__(self, monkeypatch, folder: Path, url: str, scratch: str) -> None:
        self._monkeypatch, self.folder, self.url = monkeypatch, folder, url
        monkeypatch.setenv("BOOSTER_SCRATCH_URL", superusers(scratch))
        self.goes_to(url)
        self.recipient = self.says("backup", "key", "key.txt").strip()

    def goes_to(self, url: str) -> None:
        self._monkeypatch.setenv("DATABASE_URL", url)
        self._monkeypatch.setenv("DATABASE_OWNER_URL", owners(url))
        self._monkeypatch.setenv("DATABASE_BACKUP_URL", superusers(url))

    def types(self, *words: str):
        paths = [
            str(self.folder / word) if word.endswith((".txt", ".age")) else word for word in words
        ]
        return CliRunner().invoke(main, paths)

    def says(self, *words: str) -> str:
        result = self.types(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refuses(self, *words: str) -> str:
        result = self.types(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    def backs_up(self, name: str = "one.age") -> dict:
        return json.loads(self.says("backup", name, "--to", self.recipient, "--json"))


@pytest.fixture
def empty(database_kind, tmp_path) -> str:
    folder = tmp_path / "empty"
    folder.mkdir()
    return database_kind.bare(folder)


@pytest.fixture
def operator(monkeypatch, tmp_path, database_url, empty) -> Operator:
    return Operator(monkeypatch, tmp_path, database_url, empty)


@pytest.fixture
def life(clock, session, cast) -> Life:
    found = Life(session, cast.oak, cast.ana)
    for day in (3, 2):
        found.checks_in(ago(day), SEVERE)
    audit.record(session, Actor("staff", cast.nora, cast.oak), "patient.viewed", cast.ana, page="x")
    session.commit()
    return found
