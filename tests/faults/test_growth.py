"""What a request costs does not grow with the check-ins of a clinic, and the meter would see it."""

from sqlalchemy import text

from chaos import growth
from chaos.harness import Figures

SIZES = (500, 4_000)
SEED = 3


def test_no_request_costs_more_in_a_large_clinic():
    figures = Figures()
    growth.on("sqlite", SIZES, SEED, figures)
    assert figures.faults == []
    assert len(figures.counted) >= 7


def without_the_index_of_days(engine):
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_check_in_clinic_id_patient_id_on"))


def test_it_would_notice_an_index_that_is_missing():
    figures = Figures()
    growth.on("sqlite", SIZES, SEED, figures, without_the_index_of_days)
    assert any("a submission costs" in fault for fault in figures.faults), figures
