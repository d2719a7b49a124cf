"""Looking a day and a total up in the plan must give what `advise` gives: all days, all totals."""

import json
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from pwa.decision import Voice, advise, compile_plan, look_up, message, parse_case
from pwa.decision.advice import answer_of, decide
from pwa.decision.course import Course
from pwa.decision.lookup import entry_at
from pwa.decision.plan import DAYS_AHEAD
from pwa.decision.situation import Answer, situation
from pwa.decision.standing import standing_on
from pwa.decision.timeline import CheckIn, the_one_that_counts
from pwa.decision.walk import Walk
from tests.decision.histories import golden_inputs, random_cases

VOICE = Voice(clinic="Oak Clinic", emergency="911", crisis="Call or text 988")
POSSIBLE = [
    (None, None),
    *((total, None) for total in range(22)),
    *((None, floor) for floor in range(19)),
]


def with_check_in(timeline, day, total, floor):
    """The history as it would be after one more check-in on `day`."""
    given = CheckIn(day, total, total if floor is None else floor)
    before = [c for c in timeline.check_ins if c.on < day]
    same_day = next((c for c in timeline.check_ins if c.on == day), None)
    return timeline._replace(check_ins=[*before, the_one_that_counts(same_day, given)])


def advice_on(timeline, policy, on, total, floor):
    if total is None and floor is None:
        return advise(timeline, policy, on)
    return advise(with_check_in(timeline, on.toordinal(), total, floor), policy, on)


def told(advice):
    """All that an advice says, to compare."""
    return (*advice[:5], *sorted(advice.held.items()), advice.may_mention_booster)


class Reader:
    """Reads a plan's lines as the same tuple."""

    def __init__(self, plan):
        self.plan = plan
        self.lines = {id(entry): self.line(entry) for entry in plan["advice"]}

    @staticmethod
    def line(entry):
        because = entry["held_because"]
        assert sorted(because) == entry["held"]
        return (
            *(entry[field] for field in ("phase", "urgency", "action", "headline")),
            tuple(entry["fired"]),
            *sorted(because.items()),
            entry["may_mention_booster"],
        )

    def told(self, on, total, floor):
        return self.lines[id(entry_at(self.plan, on, total, floor))]


GOLDEN = golden_inputs()


def answers_for(walk, day, today):
    """Every answer that the day could still have, given the check-in that today may have."""
    given = answer_of(walk, day) if day == today else Answer()
    for total, floor in POSSIBLE:
        if total is not None:
            yield total, floor, Answer.full(total)
        elif floor is None or given.total is not None:
            yield total, floor, given
        else:
            yield total, floor, Answer.unfinished(floor)


def known_by(standing):
    """A standing by its values alone, those of its course too: equal ones are the same question."""
    course = standing.course
    return standing._replace(course=course and tuple(getattr(course, n) for n in Course.__slots__))


def check_every_cell(case):
    """A walk of its own for each day, so that a fold of unequal days cannot hide."""
    today, policy, timeline = parse_case(case)
    plan = Reader(compile_plan(timeline, policy, today, VOICE))
    said = {}
    for ahead in range(DAYS_AHEAD + 1):
        on = today + timedelta(ahead)
        walk = Walk(timeline, policy)
        walk.to(on.toordinal())
        standing = standing_on(walk, on.toordinal())
        key = known_by(standing), ahead == 0
        if key not in said:
            said[key] = [
                (total, floor, told(decide(situation(standing, policy, answer))))
                for total, floor, answer in answers_for(walk, on.toordinal(), today.toordinal())
            ]
        for total, floor, expected in said[key]:
            assert plan.told(on, total, floor) == expected, (case, on, total, floor)


# A few first: they notice most mistakes at once.
@pytest.mark.parametrize(
    "part", [slice(0, 250, 50), *(slice(n, None, 4) for n in range(4))], ids=str
)
def test_the_plan_says_what_the_rules_say_for_every_golden_case(part):
    for case in GOLDEN[part]:
        check_every_cell(case)


@pytest.mark.parametrize(("seed", "count"), [(4, 5), (0, 70), (1, 70)])
def test_the_plan_says_what_the_rules_say_for_random_timelines(seed, count):
    for case in random_cases(count, seed):
        check_every_cell(case)


def test_the_plan_says_what_is_advised_once_the_answer_is_in_the_history():
    """The whole way round: the answer is stored, and the history with it is advised upon."""
    rng = Random(3)
    for case in (*GOLDEN[::2], *random_cases(60, seed=3)):
        today, policy, timeline = parse_case(case)
        plan = Reader(compile_plan(timeline, policy, today, VOICE))
        for ahead in (0, *rng.sample(range(1, DAYS_AHEAD + 1), 3)):
            on = today + timedelta(ahead)
            for total, floor in rng.sample(POSSIBLE, 8):
                advice = advice_on(timeline, policy, on, total, floor)
                assert plan.told(on, total, floor) == told(advice), (case, on, total, floor)


def test_the_words_of_the_plan_are_the_words_of_the_advice():
    rng = Random(7)
    for case in (*GOLDEN[1::2], *random_cases(60, seed=77)):
        today, policy, timeline = parse_case(case)
        plan = compile_plan(timeline, policy, today, VOICE)
        for _ in range(20):
            on = today + timedelta(rng.randint(0, DAYS_AHEAD))
            total, floor = rng.choice(POSSIBLE)
            advice = advice_on(timeline, policy, on, total, floor)
            if total != advice.facts["total"]:
                continue  # today's earlier full check-in counts; its total is not looked up again
            said = message(advice, VOICE, on, blanks=2)
            found = look_up(plan, on, total, floor, blanks=2)
            assert (found["title"], tuple(found["message"]), found["reason"]) == said


def case(**more):
    return parse_case(
        {
            "today": "2026-04-20",
            "treatments": [{"on": "2026-03-01", "kind": "booster"}],
            "check_ins": [
                {"on": "2026-03-16", "answers": [1, 1, 1, 0, 0, 0, 0]},
                {"on": "2026-03-23", "answers": [1, 1, 1, 0, 0, 0, 0]},
                {"on": "2026-04-13", "answers": [1, 1, 1, 0, 0, 0, 0]},
            ],
        }
        | more
    )


def plan_of(**more):
    today, policy, timeline = case(**more)
    return compile_plan(timeline, policy, today, VOICE)


def test_past_its_last_day_it_gives_no_advice():
    plan = plan_of()
    last = date(2026, 4, 20) + timedelta(DAYS_AHEAD)
    assert look_up(plan, last, 5) is not None
    assert look_up(plan, last + timedelta(1), 5) is None
    assert look_up(plan, date(2026, 4, 19), 5) is None


def test_it_folds_equal_days_and_totals():
    plan = plan_of()
    assert plan["periods"][0]["from"] == 0
    assert plan["periods"][-1]["to"] == DAYS_AHEAD
    assert len(plan["periods"]) < 10
    for period in plan["periods"]:
        for rows, highest in ((period["totals"], 21), (period["floors"], 18)):
            assert rows[0][0] == 0
            assert rows[-1][1] == highest
            assert all(row[1] + 1 == after[0] for row, after in pairwise(rows))


def row_at(plan, total):
    return next(row for row in plan["periods"][0]["totals"] if row[0] <= total <= row[1])


def test_a_raised_score_carries_the_advice_for_an_unsent_raised_one_before():
    plan = plan_of()
    row = row_at(plan, 9)
    alone, confirmed = (plan["advice"][number] for number in row[2:])
    assert alone["action"] == "check-again"
    assert confirmed["headline"] == "symptoms-back"
    assert confirmed["message"][0] == "Your scores have gone up on your last 2 check-ins."


def test_a_score_that_is_not_raised_or_is_confirmed_carries_none():
    plan = plan_of()
    assert len(row_at(plan, 5)) == 3
    assert len(row_at(plan, 14)) == 3


def test_it_has_the_advice_for_each_report_and_ranks_it():
    plan = plan_of()
    headlines = {kind: plan["advice"][n]["headline"] for kind, n in plan["reports"].items()}
    assert headlines["unsafe"] == "help-now"
    assert headlines["chest-pain"] == "emergency-symptom"
    assert headlines["urine-blood"] == "side-effect"
    assert headlines["extra-ketamine"] == "craving"
    by_rank = sorted(plan["advice"], key=lambda entry: entry["rank"])
    urgencies = [entry["urgency"] for entry in by_rank]
    assert urgencies == sorted(urgencies, key=["urgent", "soon", "routine", "none"].index)


def test_a_report_beside_any_score_wins_as_the_rules_say():
    """What the phone does with `rank` is what `advise` does with the report in the history."""
    for given in random_cases(60, seed=5):
        today, policy, timeline = parse_case(given)
        plan = compile_plan(timeline, policy, today, VOICE)
        for kind, number in plan["reports"].items():
            for total in (3, 11, 20):
                score = look_up(plan, today, total)
                shown = min(plan["advice"][number], score, key=lambda entry: entry["rank"])
                reports = [*given["reports"], {"on": given["today"], "kind": kind}]
                _, _, with_report = parse_case(given | {"reports": reports})
                advice = advice_on(with_report, policy, today, total, None)
                assert (shown["action"], shown["headline"]) == (advice.action, advice.headline)


def test_after_a_treatment_noted_on_the_phone_it_speaks_of_no_booster():
    entry = plan_of()["advice"][plan_of()["treated"]]
    assert not entry["may_mention_booster"]
    assert "booster" not in json.dumps(entry["message"])


def test_it_is_a_few_kilobytes_of_plain_json():
    plan = plan_of()
    assert json.loads(json.dumps(plan)) == plan


def test_it_says_its_format_how_far_it_goes_and_the_last_treatment():
    plan = plan_of()
    assert (plan["format"], plan["from"], plan["days"]) == (1, "2026-04-20", 90)
    assert plan["last_treatment"] == "2026-03-01"
    assert plan_of(treatments=[])["last_treatment"] is None
