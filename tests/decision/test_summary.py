"""The summary and the plan never contradict each other: every day, every total."""

import json
import re
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest

from pwa.decision import Voice, compile_plan, look_up, parse_case
from pwa.decision.lookup import entry_at
from pwa.decision.summary import summary_of
from pwa.decision.words import ENGLISH
from tests.decision.histories import golden_inputs, random_cases

VOICE = Voice(clinic="Oak Clinic", emergency="911", crisis="Call or text 988")
CASES = [*golden_inputs()[::2], *random_cases(60, seed=11)]
LATER = re.compile(r"Check in again (\d+) days later\.")


# A few first: they notice most mistakes at once.
PARTS = [CASES[::60], *(CASES[part::4] for part in range(4))]


@cache
def summaries(part):
    found = []
    for case in map(parse_case, PARTS[part]):
        plan = compile_plan(case.timeline, case.policy, case.today, VOICE)
        found.append((case.today, plan, summary_of(plan, ENGLISH)))
    return found


def days(plan, summary):
    """Both ends of every period of either: in between, neither changes."""
    periods = [*plan["periods"], *summary["periods"]]
    return sorted({period[end] for period in periods for end in ("from", "to")})


def says(summary, ahead, total):
    (period,) = [p for p in summary["periods"] if p["from"] <= ahead <= p["to"]]
    (row,) = [row for row in period["totals"] if row[0] <= total <= row[1]]
    return summary["says"][row[2]]


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_each_range_says_what_the_plan_says(part):
    for today, plan, summary in summaries(part):
        for ahead in days(plan, summary):
            on = today + timedelta(ahead)
            for total in range(22):
                said, entry = says(summary, ahead, total), entry_at(plan, on, total)
                assert said["urgency"] == entry["urgency"]
                assert said["action"] == entry["action"]
                if entry["urgency"] != "none":
                    assert said["text"] == entry["title"]


def test_each_range_that_asks_has_the_words_of_the_look_up():
    asked = set()
    for today, plan, summary in summaries(0):
        for ahead in (0, 1, 9, 40, 90):
            on = today + timedelta(ahead)
            for total in range(22):
                said, found = says(summary, ahead, total), look_up(plan, on, total)
                later = LATER.fullmatch(said["text"])
                if later:
                    day = on + timedelta(int(later[1]))
                    assert found["title"] == f"Please check in again on {day:%A} {day.day} {day:%B}"
                elif said["action"] != "none":
                    assert said["text"] == found["title"]
                asked.add(said["action"])
    assert {"none", "check-again", "contact-clinic"} <= asked


def test_it_tells_of_every_day_on_which_no_check_in_asks_for_something():
    for today, plan, summary in summaries(2):
        told = {
            day: summary["says"][number]
            for first, last, number in summary["silent"]
            for day in range(first, last + 1)
        }
        for ahead in sorted(
            {*days(plan, summary), *(day for s in summary["silent"] for day in s[:2])}
        ):
            entry = entry_at(plan, today + timedelta(ahead))
            if entry["urgency"] == entry["action"] == "none":
                assert ahead not in told
            else:
                later = LATER.fullmatch(told[ahead]["text"])
                says_when = f"Please check in again on {{on+{later[1]}}}" if later else None
                assert entry["title"] == (says_when or told[ahead]["text"])


def test_after_a_contact_it_says_to_follow_what_was_agreed():
    seen = 0
    for today, plan, summary in summaries(3):
        for total in range(22):
            entry = entry_at(plan, today, total)
            if entry["action"] == "none" and "after-contact" in entry["held_because"].values():
                assert says(summary, 0, total)["text"] == "Follow what you agreed with your clinic."
                seen += 1
    assert seen


def test_where_nothing_was_agreed_it_does_not_say_so():
    case = parse_case(next(one for one in CASES if not one.get("contacts")))
    summary = summary_of(compile_plan(case.timeline, case.policy, case.today, VOICE), ENGLISH)
    told = {said["text"] for said in summary["says"] if said["action"] == "none"}
    assert ENGLISH.titles["plan-none"] in told
    assert ENGLISH.titles["plan-after-contact"] not in told


def test_neighbours_that_say_the_same_are_one():
    for _, _, summary in summaries(4):
        for one, other in pairwise(summary["periods"]):
            assert one["to"] + 1 == other["from"]
            assert one["totals"] != other["totals"]
        for period in summary["periods"]:
            numbers = [number for _, _, number in period["totals"]]
            assert all(a != b for a, b in pairwise(numbers))


def test_it_begins_with_the_day_of_the_plan():
    for today, _, summary in summaries(0):
        assert summary["from"] == str(today)


def test_nothing_is_left_open_and_it_is_small():
    sizes = []
    for _, _, summary in summaries(0):
        text = json.dumps(summary, separators=(",", ":"))
        assert not [say for say in summary["says"] if set("{}") & set(say["text"])]
        sizes.append(len(text))
    assert max(sizes) < 2000
