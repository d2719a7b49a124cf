"""What a request costs does not grow with the check-ins of a clinic, and the meter would see it."""

from sqlalchemy import text

from chaos import growth
from chaos.harness import Figures
from pwa.care import register

SIZES = (1_200, 10_000)
SEED = 3


def test_no_request_costs_more_in_a_large_clinic():
    figures = Figures()
    growth.on("sqlite", SIZES, SEED, figures)
    assert figures.faults == []
    assert len(figures.counted) >= 7


INDEXES = {
    "ix_check_in_clinic_id_patient_id_on": "a submission",
    "ix_patient_heard": "the call list",
    "ix_patient_clinic_id_reference_index": "a patient by number",
}


def without_indexes(engine):
    with engine.begin() as connection:
        for name in INDEXES:
            connection.execute(text(f"DROP INDEX {name}"))


def test_it_would_notice_what_is_missing(monkeypatch):
    monkeypatch.setattr(register, "SECONDS", -1)  # all names are read each time
    figures = Figures()
    growth.on("sqlite", SIZES, SEED, figures, without_indexes)
    for name in (*INDEXES.values(), "a page of patients", "a search by name"):
        assert any(f"{name} costs" in fault for fault in figures.faults), (name, figures)
