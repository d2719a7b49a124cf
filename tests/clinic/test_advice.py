import pytest
from sqlmodel import col, select

from pwa.care import policy
from pwa.store.tables import AdviceRecord
from tests.clinic.story import TODAY, ago

SHOWN = {"headline": None, "action": "none", "urgency": "none", "plan_from": "2026-04-20"}


@pytest.fixture
def path_of_newest(look):
    def path() -> str:
        newest = select(AdviceRecord).order_by(col(AdviceRecord.created_at).desc())
        return f"/clinic/advice/{look(newest)[0].id}"

    return path


def test_it_says_the_rule_the_numbers_and_the_version(nora, ana, path_of_newest):
    ana.returned(TODAY)
    page = nora.page(path_of_newest())
    assert "Routine: this week Scores have gone up again" in page
    assert "27 Apr: total 10, settled level 4, 2 raised in a row. Your line: 8 or more" in page
    assert "Total of the day 10" in page
    assert "Last total before 9" in page
    assert "Last treatment Mon 16 Mar 2026 (42 days before)" in page
    assert "Thresholds Version 1" in page
    assert "After a check-in" in page
    assert "The word “booster” could be used" in page


def test_it_says_what_was_held_and_why(nora, ana, path_of_newest):
    ana.inducted(ago(3))
    ana.checked_in(TODAY, 12)
    page = nora.page(path_of_newest())
    assert "Scores have gone up again (symptoms-back): too soon after a treatment" in page


def test_it_says_what_the_phone_had_shown_and_that_it_differed(nora, ana, path_of_newest):
    ana.checked_in(TODAY, 16, shown=SHOWN)
    page = nora.page(path_of_newest()).partition("What the phone had shown")[2]
    assert "Differed yes: the server’s advice has replaced it" in page
    assert "Action Nothing asked" in page
    assert "Plan of 2026-04-20" in page


def test_it_says_when_the_phone_had_shown_the_same(nora, ana, path_of_newest):
    ana.checked_in(TODAY, 3, shown=SHOWN)
    assert "Differed no" in nora.page(path_of_newest())


def test_it_agrees_when_worked_out_again(nora, ana, path_of_newest):
    ana.returned(TODAY)
    page = nora.page(path_of_newest(), again="1")
    assert "It agrees." in page


def test_it_agrees_by_the_version_of_its_day_not_by_todays(
    nora, ana, path_of_newest, session, cast
):
    ana.returned(TODAY)
    policy.publish(session, cast.oak, {"return_cutoff": 12}, None, "Test", cast.nora)
    session.commit()
    assert "It agrees." in nora.page(path_of_newest(), again="1")


def test_it_says_when_it_does_not_agree(nora, ana, path_of_newest, session, look):
    ana.returned(TODAY)
    path = path_of_newest()
    record = session.exec(select(AdviceRecord).where(AdviceRecord.id == path[-36:])).one()
    record.output = record.output | {"urgency": "soon"}
    session.commit()
    page = nora.page(path, again="1")
    assert "It does not agree." in page
    assert "the record is not as it was written" in page
    assert "urgency soon routine" in page


def test_it_shows_a_record_whose_inputs_cannot_be_read(nora, ana, path_of_newest, session):
    ana.returned(TODAY)
    path = path_of_newest()
    record = session.exec(select(AdviceRecord).where(AdviceRecord.id == path[-36:])).one()
    record.inputs = record.inputs | {"baseline": 99}
    session.commit()
    page = nora.page(path, again="1")
    assert "inputs.baseline nothing must be a whole number from 0 to 21" in page


def test_it_shows_everything_it_was_worked_out_from(nora, ana, path_of_newest):
    ana.returned(TODAY)
    inputs = nora.page(path_of_newest()).partition("Show the inputs")[2]
    assert '"today": "2026-04-27"' in inputs
    assert inputs.count('"kind": "induction"') == 6
