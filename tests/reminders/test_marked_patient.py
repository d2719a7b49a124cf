"""A patient with unmistakable marks goes through everything; nowhere outside are they readable."""

import io
import json
import logging
import re
import runpy

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from pwa.care import audit, enrol, pairing
from pwa.care.audit import export
from pwa.logs import REQUESTS, JsonLines
from pwa.reminders import heartbeat
from tests.browser.server import ROOT
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse
from tests.items import SEVERE
from tests.patient.conftest import Phone
from tests.reminders.push_service import Receiver

MARKS = {
    "name": "Zebulon Quatrain",
    "phone": "+1 555 017 7331",
    "email": "zq-marked@quatrain.example",
    "reference": "REF-77331-Z",
}
NOTE = "Talks of a purple giraffe"
ENDPOINT = "/zq-endpoint-77331"
# Long enough not to come about by chance in an id or in what is sealed.
READABLE = ("Zebulon", "Quatrain", "quatrain", "017 7331", "REF-77331", "endpoint-77331", "giraffe")


def found_in(text: str) -> list[str]:
    return [mark for mark in READABLE if mark in text]


@pytest.fixture
def lines():
    """Everything that is logged, as it would be written."""
    stream, root, requests = io.StringIO(), logging.getLogger(), logging.getLogger(REQUESTS)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    requests.setLevel(logging.NOTSET)


@pytest.fixture
def nora(app, ana):
    nurse = Nurse(app.test_client())
    nurse.sign_in("nora@oak.example", PASSWORD)
    return nurse


@pytest.fixture
def receiver(ana, push_service):
    """Ana by other marks; the push service knows her phone no more, so that e-mail goes out too."""
    enrol.edit_patient(ana.s, ana.patient, **MARKS)
    ana.s.commit()
    receiver = Receiver(f"{push_service.url}{ENDPOINT}")
    push_service.answers[ENDPOINT] = 410
    ana.subscribes(receiver)
    return receiver


@pytest.fixture
def phone(app, ana):
    invite = pairing.make_invite(ana.s, ana.patient, "test")
    ana.s.commit()
    phone = Phone(app.test_client(), ana.patient.id)
    assert phone.pair(invite.code).status_code == 201
    return phone


def staff_at_work(nora, patient_id):
    """What staff do with the marks; the addresses that answers lead to."""
    path = f"/clinic/patients/{patient_id}"
    new = {**MARKS, "name": "Zebulon Quatrain Jr", "language": "en", "timezone": ""}
    fields = {f"{patient_id}-outcome": "no-answer", f"{patient_id}-note": NOTE}
    answers = [
        nora.post("/clinic/patients/new", **new),
        nora.post(f"{path}/edit", **MARKS, language="en", timezone=""),
        nora.post(f"{path}/contact", **fields),
        nora.post("/clinic/patients", q=MARKS["name"]),
        nora.post("/clinic/audit", patient=MARKS["name"]),
        nora.get(f"/clinic/patients/{MARKS['name']}"),
    ]
    assert answers[0].status_code == 303
    assert MARKS["name"] in nora.page(path)
    return [answer.headers.get("Location", "") for answer in answers]


def phone_at_work(phone):
    """What arrives well, what is kept for staff, and what can't be read at all."""
    assert phone.put(phone.item(answers=SEVERE)).status_code == 201
    odd = phone.item(answers=[9]) | {"reports": [NOTE]}
    answers = [
        phone.put(odd),
        phone.put(b'{"name": "Zebulon Quatrain"'),
        phone.put(phone.item(), item_id="Zebulon Quatrain"),
        phone.client.get(f"/api/{NOTE}"),
    ]
    assert all(answer.status_code >= 400 for answer in answers)


@pytest.fixture
def failing(app):
    """Views that fail with the marks in their errors."""
    values = {**MARKS, "note": NOTE}
    errors = {
        "own": ValueError(f"invalid literal: {values}"),
        "away": OperationalError("INSERT INTO patient", values, Exception(NOTE)),
        "twice": IntegrityError("INSERT INTO patient", values, Exception(MARKS["name"])),
    }

    @app.get("/api/fails/<which>")
    def fails(which):
        raise errors[which]

    return lambda: [
        app.test_client().get(f"/api/fails/{which}", query_string=MARKS) for which in errors
    ]


def jobs_at_work(ana):
    ana.runs()
    with pytest.raises(ValueError, match="Zebulon"):
        heartbeat.beating(ana.database, "plan", broken)()


def broken():
    raise ValueError(MARKS["name"])


@pytest.fixture
def at_rest(database_kind, database_url):
    return lambda: database_kind.at_rest(database_url)


def test_nothing_of_a_marked_patient_is_readable(
    ana, failing, nora, receiver, phone, lines, push_service, mailbox, at_rest
):
    jobs_at_work(ana)
    locations = staff_at_work(nora, ana.patient.id)
    phone_at_work(phone)
    for answer in failing():
        assert answer.status_code >= 500
        assert not found_in(answer.text)
    log = lines.getvalue()
    assert log.count('"errors"') >= 3
    assert '"answers"' not in log
    assert not found_in(log)
    assert not found_in("".join(locations))
    chain = list(export.lines(audit.links(ana.s, ana.clinic.id), "ndjson"))
    assert len(chain) > 5
    assert not found_in("".join(chain))
    [push] = push_service.taken
    assert not found_in(json.dumps(receiver.reads(push)) + json.dumps(push.headers))
    [mail] = mailbox.mails
    assert mail["To"] == MARKS["email"]  # it has to get there
    assert not found_in(mail["Subject"] + mail.get_content())
    lies_there = dict(at_rest())
    assert ana.patient.id in "".join(lies_there.values())
    assert [name for name, text in lies_there.items() if found_in(text)] == []


def test_a_log_that_told_would_be_found(lines):
    logging.getLogger("pwa").error("Not for %s", MARKS["name"])
    assert found_in(lines.getvalue()) == ["Zebulon", "Quatrain"]


def test_gunicorn_writes_no_address():
    settings = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    atoms = set(re.findall(r"%\((\w+)\)", settings["access_log_format"]))
    assert atoms == {"t", "m", "s", "M"}
    assert settings["logconfig_dict"]["loggers"]["gunicorn.access"]["level"] == "WARNING"
