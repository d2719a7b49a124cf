"""docs/interop.md: every command as it stands, against a real server with its real worker."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sqlmodel import select

from pwa.care import audit
from pwa.care.audit import Head
from pwa.store import directory
from pwa.store.db import enter
from pwa.store.tables import AuditEvent, CheckIn, Client, Patient, Request, Treatment
from tests.browser.server import Server, free_port

TEXT = (Path(__file__).parents[2] / "docs" / "interop.md").read_text()
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
STRICT = "set -euo pipefail\n"
PATIENCE = 200


class Followed:
    """What somebody has who went through the page: files, what was printed, a server."""

    def __init__(self, server: Server, folder: Path, printed: str) -> None:
        self.server, self.folder, self.printed = server, folder, printed

    def json(self, name: str):
        return json.loads((self.folder / name).read_text())


@pytest.fixture
def followed(database_kind, tmp_path):
    env = {"DATABASE_URL": database_kind.vacant(tmp_path), "BOOSTER_WORKER": "1"}
    with Server(tmp_path / "server", **env) as server:
        yield Followed(server, tmp_path, follow(server, tmp_path))


def follow(server: Server, folder: Path) -> str:
    here = {
        **{name: server.env[name] for name in ("DATABASE_URL", "SECRET_KEY")},
        "BASE": server.url,
        "HOOK_PORT": str(free_port()),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    command = ["bash", "-c", STRICT + "\n".join(COMMANDS)]
    # A group of its own: nothing that the page starts outlives it.
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | here,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = process.communicate(timeout=PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, printed + server.log.read_text()
    return printed


def test_every_command_works(followed):
    """One test: going through the page takes a while."""
    with followed.server.session() as s:
        enter(s, directory.clinics(s)[0])
        for check in CHECKS:
            check(followed, s)


def a_patient_is_found_by_the_clinics_number(followed, s):
    (entry,) = followed.json("patients.json")["entry"]
    (ana,) = s.exec(select(Patient)).all()
    assert entry["resource"]["id"] == ana.id
    assert followed.json("smart.json")["token_endpoint"] == f"{followed.server.url}/oauth/token"


def a_check_in_counts_once_and_is_judged(followed, s):
    (row,) = s.exec(select(CheckIn)).all()
    assert row.answers == [3, 3, 3, 3, 2, 1, 1]
    assert followed.json("taken.json")["id"] == followed.json("again.json")["id"] == row.id
    assert "\n201\n" in followed.printed
    assert "\n200\n" in followed.printed
    (score,) = followed.json("scores.json")["entry"]
    assert score["resource"]["valueQuantity"]["value"] == 16
    (task,) = followed.json("tasks.json")["entry"]
    (request,) = s.exec(select(Request)).all()
    assert task["resource"]["id"] == request.id


def a_treatment_is_on_record(followed, s):
    (row,) = s.exec(select(Treatment)).all()
    assert (row.kind, row.source) == ("booster", "client")
    assert row.origin["value"] == "p-881"


def the_receiver_was_told_by_ids_alone(followed, s):
    told = followed.json("told.json")
    assert told["type"] == "check-in.received"
    (row,) = s.exec(select(CheckIn)).all()
    ids = {"clinic": row.clinic_id, "patient": row.patient_id, "check_in": row.id}
    assert told["data"] == ids


def a_card_says_why_and_its_answer_is_on_the_case(followed, s):
    (card,) = followed.json("cards.json")["cards"]
    (request,) = s.exec(select(Request)).all()
    assert card["uuid"] == request.id
    assert "16 of 21" in card["summary"]
    names = [event.name for event in s.exec(select(AuditEvent)).all()]
    assert "case.noted" in names


def everything_is_in_the_files(followed, s):
    files = {file.stem: file for file in (followed.folder / "everything").iterdir()}
    assert len(files["QuestionnaireResponse"].read_text().splitlines()) == 1
    assert len(files["Procedure"].read_text().splitlines()) == 1


def who_was_revoked_is_let_in_no_more(followed, s):
    (client,) = s.exec(select(Client)).all()
    assert client.revoked_at is not None
    assert followed.json("refused.json")["resourceType"] == "OperationOutcome"
    assert followed.printed.rstrip().endswith("401")


def each_access_is_on_an_unbroken_trail(followed, s):
    events = list(s.exec(select(AuditEvent)).all())
    clients = {event.name for event in events if event.actor == "client"}
    assert {"access-token.issued", "fhir.searched", "fhir.read", "fhir.written"} <= clients
    assert isinstance(audit.verify(s, events[0].clinic_id), Head)


CHECKS = (
    a_patient_is_found_by_the_clinics_number,
    a_check_in_counts_once_and_is_judged,
    a_treatment_is_on_record,
    the_receiver_was_told_by_ids_alone,
    a_card_says_why_and_its_answer_is_on_the_case,
    everything_is_in_the_files,
    who_was_revoked_is_let_in_no_more,
    each_access_is_on_an_unbroken_trail,
)


def test_it_names_what_there_is():
    links = re.findall(r"\]\(#([\w-]+)\)", TEXT)
    headings = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    }
    assert links
    assert set(links) <= headings
