"""A line of the plan as the phone shows it on a day, and the whole table for auditors."""

from datetime import date, timedelta

import pytest

from pwa.decision import Voice, compile_plan, look_up, parse_case, unfolded

TODAY = date(2026, 4, 20)


def plan_of(*treated: str):
    today, policy, timeline = parse_case(
        {
            "today": str(TODAY),
            "treatments": [{"on": on, "kind": "booster"} for on in treated],
            "check_ins": [
                {"on": on, "answers": [1, 1, 1, 0, 0, 0, 0]} for on in ("2026-03-16", "2026-04-13")
            ],
        }
    )
    return compile_plan(timeline, policy, today, Voice())


@pytest.fixture(scope="module")
def plan():
    return plan_of("2026-03-01")


def test_it_fills_the_total_and_the_day_in(plan):
    found = look_up(plan, TODAY + timedelta(2), 9)
    assert found["title"] == "Please check in again on Wednesday 29 April"
    assert found["message"][2] == "Please check in again on Wednesday 29 April."
    assert found["reason"].startswith("Your score is 9. Your settled level after treatment was 3. ")


def test_it_fills_the_days_since_the_treatment_in():
    plan = plan_of("2026-03-01", "2026-04-18")
    assert look_up(plan, TODAY + timedelta(1), 9)["message"][0] == "You had treatment 3 days ago."


@pytest.mark.parametrize(("given", "counted"), [({}, 0), ({"blanks": 2}, 2)])
def test_it_fills_the_blanks_in(plan, given, counted):
    found = look_up(plan, TODAY, floor=3, **given)
    assert found["message"][0].startswith(f"You left {counted} questions blank.")


def test_a_floor_is_not_a_total(plan):
    assert look_up(plan, TODAY, floor=18)["reason"].endswith(
        "already reach the limit set by your clinic."
    )
    assert look_up(plan, TODAY, 18)["reason"].startswith("Your score is 18.")


def test_it_needs_no_treatment_on_record():
    assert look_up(plan_of(), TODAY, 4)["title"] == "Thank you for checking in"


def test_the_table_has_a_line_for_each_day_and_possibility_as_the_phone_has_it(plan):
    lines = list(unfolded(plan))
    each_day = [
        (None, None),
        *((total, None) for total in range(22)),
        *((None, floor) for floor in range(19)),
    ]
    asked = [(TODAY + timedelta(ahead), *one) for ahead in range(91) for one in each_day]
    assert [(line["on"], line["total"], line["floor"]) for line in lines] == [
        (str(on), total, floor) for on, total, floor in asked
    ]
    for line, one in list(zip(lines, asked, strict=True))[::7]:
        assert line.items() >= look_up(plan, *one).items()
