"""How fast the clinic's lists open in a clinic of 20,000 patients, before and after a publish.

    .venv/bin/python -m benchmarks.worklist [PATIENTS]

One process, through the app, on SQLite: processor time, the median of a dozen openings. One in
twenty patients has an open request, one in ten is asked for by the plan, each has twenty check-ins
and a stored plan.
"""

import statistics
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from flask import Flask
from sqlalchemy import insert
from sqlmodel import Session

from pwa import create_app
from pwa.care import advice, enrol, history, listed, plan, policy
from pwa.config import Settings
from pwa.store.migrations import upgrade
from pwa.store.sealed import placed
from pwa.store.tables import (
    AdviceRecord,
    CheckIn,
    Clinic,
    Patient,
    Request,
    StoredPlan,
    Treatment,
)
from tests.clinic.nurse import Nurse

PASSWORD = "only for the benchmark"  # noqa: S105
CHECK_INS = 20
OPENINGS = 12
NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()


def main(patients: int) -> None:
    with TemporaryDirectory() as folder:
        app = app_over(Path(folder) / "clinic.sqlite")
        with app.extensions["db"].session() as s:
            clinic = fill(s, patients)
        nurse = Nurse(app.test_client())
        nurse.sign_in("nora@oak.example", PASSWORD)
        print(f"{patients:,} patients, {patients * CHECK_INS:,} check-ins; medians in ms")
        pages = opened(nurse)
        with app.extensions["db"].session() as s:
            policy.publish(s, clinic, {"return_cutoff": 9}, None, "", None)
            s.commit()
        pages["call list after a publish"] = milliseconds(nurse.get, "/clinic/")
        for name, took in pages.items():
            print(f"  {name:28} {took:7.0f}")


def opened(nurse: Nurse) -> dict[str, float]:
    """Each list by name; the last one is deep inside."""
    deep = "/clinic/patients"
    for _ in range(30):
        page = nurse.get(deep).text
        deep = page.partition('href="/clinic/patients?after=')[2].partition('"')[0]
        deep = f"/clinic/patients?after={deep}"
    search = partial(nurse.client.post, data={"q": "1999", "csrf_token": nurse.token()})
    return {
        "call list": milliseconds(nurse.get, "/clinic/"),
        "patients": milliseconds(nurse.get, "/clinic/patients"),
        "patients, thirty pages on": milliseconds(nurse.get, deep),
        "patients with a word": milliseconds(search, "/clinic/patients"),
        "requests by rule": milliseconds(nurse.get, "/clinic/cases?weeks=52"),
    }


def milliseconds(ask: Callable[[str], Any], path: str) -> float:
    times = []
    for _ in range(OPENINGS):
        begun = process_time()
        assert ask(path).status_code == 200, path
        times.append(process_time() - begun)
    return 1000 * statistics.median(times)


def app_over(file: Path) -> Flask:
    settings = Settings(database_url=f"sqlite:///{file}", secret_key=2 * PASSWORD, port=0)
    app = create_app(settings)
    upgrade(app.extensions["db"].engine)
    return app


def fill(s: Session, count: int) -> str:
    """A clinic in full swing; its id."""
    clinic = enrol.add_clinic(s, "Oak", "+1 555 010 0100", "US", "UTC")
    enrol.add_staff(s, clinic.id, "nora@oak.example", "Nora North", PASSWORD)
    s.commit()
    rng = Random(1)
    model = one_life(s, clinic)
    for start in range(0, count, 1000):
        numbers = range(start, min(start + 1000, count))
        for table, rows in thousand(clinic.id, numbers, rng, model).items():
            s.execute(insert(table), [placed(table, row) for row in rows])
        s.commit()
    listed.follow_all(s, clinic.id)
    s.commit()
    return clinic.id


def one_life(s: Session, clinic: Clinic) -> dict[str, Any]:
    """A real plan and a real advice, for everybody."""
    patient = enrol.add_patient(s, clinic.id, "Model")
    s.execute(insert(Treatment), [treated(clinic.id, patient.id)])
    s.execute(insert(CheckIn), check_ins(clinic.id, patient.id, 0, 0, Random(1)))
    s.commit()
    body = plan.compile_anew(s, patient, TODAY).body
    limits, past = policy.limits(s, clinic.id), history.of(s, patient)
    made = advice.advise_patient(s, patient, TODAY)
    kept = advice.record(s, patient, past, limits, TODAY, made, ("check-in", None))
    record = s.get_one(AdviceRecord, (clinic.id, kept)).model_dump()
    enrol.archive_patient(s, patient)
    s.commit()
    return {"body": body, "record": record}


def thousand(
    clinic_id: str, numbers: range, rng: Random, model: dict[str, Any]
) -> dict[type, list[dict[str, Any]]]:
    rows: dict[type, list[dict[str, Any]]] = {
        table: [] for table in (Patient, Treatment, CheckIn, StoredPlan, AdviceRecord, Request)
    }
    for number in numbers:
        patient = f"patient-{number:06}"
        rows[Patient].append(patient_row(clinic_id, patient, number, rng))
        rows[Treatment].append(treated(clinic_id, patient))
        days = rng.randrange(8) if number % 30 else 40
        rows[CheckIn] += check_ins(clinic_id, patient, number + 1, days, rng)
        rows[StoredPlan].append(plan_row(clinic_id, patient, number, model["body"]))
        if number % 20 == 0:
            record = {**model["record"], "id": f"advice-{number}", "patient_id": patient}
            rows[AdviceRecord].append(record)
            rows[Request].append(request_row(clinic_id, patient, number, rng))
    return rows


def patient_row(clinic_id: str, patient: str, number: int, rng: Random) -> dict[str, Any]:
    return {
        "clinic_id": clinic_id,
        "id": patient,
        "name": f"{rng.choice(('Ada', 'Ben', 'Cleo', 'Dan'))} {number:06}",
        "created_at": NOW - timedelta(days=300),
        "reference": f"OAK-{number}",
        "changes": 0,
    }


def treated(clinic_id: str, patient: str) -> dict[str, Any]:
    days = {"on": TODAY - timedelta(days=30), "created_at": NOW, "confirmed_at": NOW}
    key = {"clinic_id": clinic_id, "id": f"treatment-{patient}", "patient_id": patient}
    return key | days | {"kind": "induction", "planned": True, "source": "staff"}


def check_ins(
    clinic_id: str, patient: str, number: int, days: int, rng: Random
) -> list[dict[str, Any]]:
    return [
        {
            "clinic_id": clinic_id,
            "id": f"{patient}-{place}",
            "patient_id": patient,
            "seq": number * CHECK_INS + place + 1,
            "on": on_day(days + 7 * place),
            "answers": [rng.choice((0, 0, 1, 1, 2)) for _ in range(7)],
            "digest": "",
            "taken_at": NOW,
            "received_at": NOW,
            "day_uncertain": False,
        }
        for place in range(CHECK_INS)
    ]


def on_day(days_ago: int) -> date:
    return TODAY - timedelta(days=days_ago)


def plan_row(clinic_id: str, patient: str, number: int, body: dict[str, Any]) -> dict[str, Any]:
    asks = number % 10 == 5
    return {
        "clinic_id": clinic_id,
        "id": f"plan-{number}",
        "patient_id": patient,
        "policy_number": 1,
        "compiled_on": TODAY,
        "release": "",
        "asks_on": on_day(2) if asks else None,
        "asks_rule": "missed-check-ins" if asks else None,
        "asks_urgency": "routine" if asks else None,
        "changes": 0,
        "body": body,
    }


def request_row(clinic_id: str, patient: str, number: int, rng: Random) -> dict[str, Any]:
    opened = NOW - timedelta(hours=rng.randrange(200))
    urgency = rng.choice(("routine", "routine", "routine", "soon"))
    return {
        "clinic_id": clinic_id,
        "id": f"request-{number}",
        "patient_id": patient,
        "advice_id": f"advice-{number}",
        "rule": "symptoms-back" if urgency == "routine" else "severe-score",
        "urgency": urgency,
        "on": opened.date(),
        "opened_at": opened,
        "due_at": NOW + timedelta(days=1),
        "stage": "open",
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
