"""Figures for Prometheus: only with the token, the same whichever process answers, of nobody."""

import os
import subprocess
import sys

import pytest

from pwa.care import clock, operations
from pwa.config import Refused, Settings
from tests.conftest import SECRET_KEY

TOKEN = "a token for those who measure"


@pytest.fixture
def measured(make_app):
    return make_app(metrics_token=TOKEN).test_client()


def read(client, token=TOKEN):
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def test_without_a_token_there_is_none(client):
    assert read(client).status_code == 404


@pytest.mark.parametrize("given", ["", "x", TOKEN[:-1], f"{TOKEN}x", "é"])
def test_it_asks_for_its_token(measured, given):
    assert read(measured, given.encode().decode("latin-1")).status_code == 401
    assert measured.get("/metrics").status_code == 401


def test_a_short_token_is_refused():
    with pytest.raises(Refused, match="METRICS_TOKEN"):
        Settings.from_environment({"SECRET_KEY": SECRET_KEY, "METRICS_TOKEN": "short"})


def test_it_tells_how_long_requests_took_by_route(measured):
    measured.get("/healthz")
    measured.get("/nowhere?q=Zebulon")
    text = read(measured).text
    line = 'booster_request_seconds_count{method="GET",route="health.healthz",status="2xx"}'
    assert line in text
    assert 'route="none",status="4xx"' in text
    assert "Zebulon" not in text


def test_methods_that_somebody_makes_up_are_one(measured):
    for number in range(3):
        measured.open("/", method=f"MADE-UP-{number}")
    text = read(measured).text
    assert 'method="other",route="none",status="4xx"' in text
    assert "MADE-UP" not in text


def test_it_tells_what_was_counted_and_which_jobs_are_late(measured, session):
    now = clock.now()
    figures = {
        "outcomes": {"new": 7, "differs": 2},
        "requests": {"open": 3, "late": 1},
        "reminders": {"sent": 5},
        "queue": {"seconds": 90},
    }
    operations.ended(session, "count", now, now, figures=figures)
    session.commit()
    text = read(measured).text
    for line in (
        'booster_arrivals_total{outcome="new"} 7.0',
        'booster_differences_total{what="advice"} 2.0',
        'booster_requests{state="late"} 1.0',
        'booster_reminders{outcome="sent"} 5.0',
        'booster_queue_seconds{queue="reminders"} 90.0',
        'booster_job_late{job="count"} 0.0',
    ):
        assert line in text
    assert 'booster_job_last_end_seconds{job="count"} 1.7' in text


MEASURE = """
from flask import Flask
from pwa.web import metrics
app = Flask("one")
metrics.init_app(app, "token", list)
client = app.test_client()
for _ in range(3):
    client.get("/nowhere")
print(client.get("/metrics", headers={"Authorization": "Bearer token"}).text)
"""


def test_any_process_answers_for_all(tmp_path):
    env = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", MEASURE],
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for _ in range(2)
    ]
    counted = 'booster_request_seconds_count{method="GET",route="none",status="4xx"}'
    assert f"{counted} 3.0" in said[0]
    assert f"{counted} 6.0" in said[1]
