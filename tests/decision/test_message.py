"""What patients read: short, with the numbers, and never a careless word."""

import re
from datetime import date

import pytest

from pwa.decision import Voice, advise, message, parse_case
from pwa.decision.gaps import CHECK_AGAIN_DAYS, check_again_day
from pwa.decision.message import draft
from pwa.decision.words import ENGLISH
from tests.decision.histories import golden_inputs, random_cases

BANNED = re.compile(
    r"\b(need a booster|due a booster|due for|diagnos\w*|detect\w*|monitor\w*|normal|"
    r"safe to wait|all clear|relapse)\b",
    re.IGNORECASE,
)
VOICE = Voice(clinic="Oak Clinic", emergency="911", crisis="Call or text 988")


def everything_said():
    yield from ENGLISH.titles.values()
    yield from ENGLISH.reasons.values()
    for lines in ENGLISH.lines.values():
        yield from lines


def test_no_text_has_a_banned_word():
    assert [text for text in everything_said() if BANNED.search(text)] == []


def test_no_advice_has_more_than_five_lines():
    assert {key: len(lines) for key, lines in ENGLISH.lines.items() if len(lines) > 5} == {}


def messages():
    for case in (*golden_inputs(), *random_cases(600, seed=3)):
        today, policy, timeline = parse_case(case)
        advice = advise(timeline, policy, today)
        yield advice, message(advice, VOICE, today, blanks=2)


def test_nothing_is_left_open():
    for _, said in messages():
        assert said.title
        assert said.lines
        for text in (said.title, *said.lines, said.reason):
            assert not set("{}") & set(text), text
            assert "None" not in text


def test_the_word_booster_is_said_only_where_it_may_be():
    said_it = 0
    for advice, said in messages():
        if "booster" in " ".join((said.title, *said.lines, said.reason)):
            assert advice.may_mention_booster
            said_it += 1
    assert said_it > 10


def test_every_limit_names_the_clinic_that_set_it():
    for advice, said in messages():
        if advice.action == "contact-clinic" and advice.headline not in ("side-effect", "craving"):
            assert "Oak Clinic" in said.reason, advice


def test_the_texts_are_those_of_the_policy():
    found = {advice.headline: " ".join(said.lines) for advice, said in messages()}
    assert found["help-now"] == (
        "You are not alone. Help is here right now. Call or text 988. "
        "If you are in danger, call 911."
    )
    assert found["emergency-symptom"] == (
        "This could be an emergency. Call 911 now. Do not wait for the clinic to answer."
    )
    assert found["staying-high"] == (
        "Your scores have stayed high for two weeks or more. "
        "Please call your clinic this week to talk about what may help."
    )
    assert found["unfinished"] == (
        "You left 2 questions blank. Please answer them so we can add up your score. "
        "You can stop if you want to."
    )


def said_for(today="2026-04-27", **case):
    today, policy, timeline = parse_case({"today": today} | case)
    return message(advise(timeline, policy, today), VOICE, today)


TREATED = {"on": "2026-03-01", "kind": "booster"}


def check_in(on, total):
    answers = [min(3, max(0, total - 3 * n)) for n in range(7)]
    return {"on": on, "answers": answers}


def test_symptoms_back_names_the_numbers():
    said = said_for(
        treatments=[TREATED],
        check_ins=[
            check_in("2026-03-16", 4), check_in("2026-03-23", 5),
            check_in("2026-04-20", 9), check_in("2026-04-27", 10),
        ],
    )  # fmt: skip
    assert said.title == "Call your clinic this week"
    assert said.lines == (
        "Your scores have gone up on your last 2 check-ins.",
        "This can happen when a treatment starts to wear off.",
        "It is a good time to call your clinic.",
        "Ask them if a visit or a booster could help.",
        "They will decide with you.",
    )
    assert said.reason == (
        "Your score is 10. Your settled level after treatment was 4.5. "
        "Limit set by Oak Clinic: 8 or more, and 4 or more above your level."
    )


def test_one_high_score_at_once_has_its_own_wording():
    said = said_for(
        treatments=[TREATED],
        check_ins=[
            check_in("2026-03-16", 4), check_in("2026-04-10", 8), check_in("2026-04-27", 12),
        ],
        policy={"sharp_rise": 8, "return_readings": 3},
    )  # fmt: skip
    assert said.lines[0].startswith("Your scores have gone up on your last 2")
    said = said_for(
        treatments=[TREATED],
        check_ins=[
            check_in("2026-03-16", 4),
            check_in("2026-03-20", 5),
            check_in("2026-04-27", 12),
        ],
    )
    assert said.lines[0] == "Your score has gone up a lot compared with your settled level."


@pytest.mark.parametrize(
    ("on", "ago"),
    [("2026-04-27", "today"), ("2026-04-26", "1 day ago"), ("2026-04-24", "3 days ago")],
)
def test_carry_over_counts_the_days_in_words(on, ago):
    said = said_for(
        treatments=[{"on": on, "kind": "booster"}],
        check_ins=[check_in("2026-04-20", 9), check_in("2026-04-27", 9)],
    )
    assert said.lines[0] == f"You had treatment {ago}."


def test_check_again_names_the_day():
    said = said_for(
        treatments=[TREATED],
        check_ins=[check_in("2026-03-16", 4), check_in("2026-04-20", 5), check_in("2026-04-27", 9)],
    )
    assert said.title == "Please check in again on Monday 4 May"


def test_a_first_score_is_not_compared():
    said = said_for(check_ins=[check_in("2026-04-27", 9)])
    assert said.lines[0] == "This is your first score. Your next ones will be set beside it."
    said = said_for(check_ins=[check_in("2026-04-20", 9), check_in("2026-04-27", 9)])
    assert said.lines == (
        "Your score is about the same as before.",
        "You can call your clinic at any time.",
    )


def test_an_unfinished_severe_score_shows_no_partial_total():
    answers = [3, 3, 3, 3, 3, 2, None]
    said = said_for(check_ins=[{"on": "2026-04-27", "answers": answers}])
    assert "17" not in " ".join((*said.lines, said.reason))
    assert "no total" in said.reason


def test_after_a_contact_it_names_the_day_of_the_contact():
    said = said_for(
        treatments=[TREATED],
        check_ins=[
            check_in("2026-03-16", 4), check_in("2026-04-20", 9), check_in("2026-04-27", 10),
        ],
        contacts=[{"on": "2026-04-21"}],
    )  # fmt: skip
    assert said.lines[0] == "You contacted your clinic on Tuesday 21 April."


def test_a_draft_leaves_open_only_what_the_day_knows():
    _, policy, timeline = parse_case({"today": "2026-04-27"})
    advice = advise(timeline, policy, date(2026, 4, 27))
    assert draft(advice, VOICE).lines == ("You can call your clinic at any time.",)


def test_where_nothing_is_asked_there_is_no_reason():
    seen = 0
    for advice, said in messages():
        if advice.action == "none" and not advice.held:
            assert said.reason == ""
            seen += 1
    assert seen > 10


def test_a_reminder_has_a_title_of_its_own():
    titles = {said.title for advice, said in messages() if advice.action == "reminder"}
    assert titles == {ENGLISH.titles["reminder"]}
    asked = {said.title for advice, said in messages() if advice.headline == "unfinished"}
    assert asked == {ENGLISH.titles["unfinished"]}


@pytest.mark.parametrize(
    ("case", "title"),
    [
        ({}, "You can check in at any time"),
        ({"check_ins": [check_in("2026-04-27", 4)]}, "Thank you for checking in"),
        (
            {"treatments": [TREATED], "check_ins": [check_in("2026-04-01", 12)]},
            "Check in today, or call your clinic",
        ),
        (
            {
                "treatments": [{"on": "2026-04-06", "kind": "booster"}],
                "check_ins": [check_in("2026-04-20", 4)],
                "policy": {"visit_interval_days": 28},
            },
            "Call your clinic this week",
        ),
    ],
)
def test_the_title_says_what_is_asked(case, title):
    assert said_for(**case).title == title


def test_symptoms_back_counts_every_raised_score_of_the_run():
    raised = [check_in(f"2026-04-{day}", 9) for day in ("06", "13", "20", "27")]
    settled = [check_in("2026-03-16", 4), check_in("2026-03-23", 4)]
    said = said_for(treatments=[TREATED], check_ins=[*settled, *raised])
    assert said.lines[0] == "Your scores have gone up on your last 4 check-ins."


RAISED = [check_in("2026-03-16", 4), check_in("2026-04-27", 9)]


@pytest.mark.parametrize(
    ("case", "days"),
    [
        ({"treatments": [TREATED], "check_ins": RAISED}, CHECK_AGAIN_DAYS),
        ({"treatments": [{"on": "2026-04-25", "kind": "booster"}], "check_ins": RAISED}, 5),
        ({"treatments": [TREATED], "check_ins": RAISED[:1]}, None),
    ],
)
def test_the_day_to_check_in_again_is_known_to_the_reminders(case, days):
    today, policy, timeline = parse_case({"today": "2026-04-27"} | case)
    found = check_again_day(advise(timeline, policy, today), today.toordinal())
    assert found == (days and today.toordinal() + days)


def test_a_visit_that_comes_near_is_named_with_its_day():
    said = said_for(
        treatments=[{"on": "2026-04-06", "kind": "booster"}],
        check_ins=[check_in("2026-04-20", 4)],
        policy={"visit_interval_days": 28},
    )
    assert "Your plan says your next visit is around Monday 4 May." in said.lines


def test_a_draft_leaves_the_total_open():
    today, policy, timeline = parse_case(
        {"today": "2026-04-27", "treatments": [TREATED], "check_ins": RAISED}
    )
    reason = draft(advise(timeline, policy, today), VOICE).reason
    assert reason.startswith("Your score is {total}. Your settled level after treatment was 4. ")


def test_without_a_number_no_question_was_left_blank():
    said = said_for(check_ins=[{"on": "2026-04-27", "answers": [1, 1, 1, 1, 1, 1, None]}])
    assert said.lines[0].startswith("You left 0 questions blank.")


@pytest.mark.parametrize("lasted", [25, 26])
def test_a_shrinking_benefit_names_three_times(lasted):
    start, day = date(2026, 1, 1).toordinal(), 0
    treatments, check_ins = [], []
    for days in (60, 40, lasted):
        treatments.append({"on": str(date.fromordinal(start + day)), "kind": "booster"})
        for after, total in ((14, 3), (days, 9), (days + 7, 9)):
            check_ins.append(check_in(str(date.fromordinal(start + day + after)), total))
        day += days + 8
    case = {"treatments": treatments, "check_ins": check_ins}
    said = said_for(today=check_ins[-1]["on"], **case)
    assert said.reason.startswith(
        f"Your scores came back up after 60 days, then 40, then {lasted}. "
    )
    at_once = case | {"policy": {"return_readings": 1}, "check_ins": check_ins[:-1]}
    said = said_for(today=check_ins[-2]["on"], **at_once)
    assert said.reason.startswith(
        f"Your scores came back up after 60 days, then 40, then {lasted}. "
    )
