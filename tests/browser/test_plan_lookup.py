"""The phone's own look-up, in a real browser, against the rules themselves."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from pwa.decision import Policy, Timeline, Voice, advise, compile_plan, look_up, message
from tests.browser.phone import PHONE, close
from tests.browser.watch import Watch

TODAY = date(2026, 4, 27)
VOICE = Voice("Oak Clinic", "911", "Call or text 988")
WHOLE = range(22)
UNFINISHED = range(19)
SAME = ("phase", "urgency", "action", "headline", "fired", "held", "may_mention_booster")
# Each day of the plan: no check-in, every total, every floor. Equal lines are sent home once.
LOOK_UP_ALL = """async ([module, plan, days]) => {
  const { lookUp } = await import(module);
  const said = new Map();
  const number = (shown) => {
    const text = JSON.stringify(shown.advice);
    if (!said.has(text)) said.set(text, said.size);
    return said.get(text);
  };
  const lines = days.map((day) => [
    number(lookUp(plan, day)),
    ...Array.from({ length: 22 }, (_, total) => number(lookUp(plan, day, { total }))),
    ...Array.from({ length: 19 }, (_, floor) => number(lookUp(plan, day, { floor, blanks: 1 }))),
  ]);
  return { lines, said: [...said.keys()] };
}"""
LOOK_UP = (
    "async ([module, plan, day, question]) => (await import(module)).lookUp(plan, day, question)"
)


@pytest.fixture(scope="module")
def page(browser, one_server, kind_of_run) -> Iterator[Page]:
    """One for all: nothing here changes anything."""
    one_server.begin_anew(kind_of_run)
    watch = Watch()
    context = browser.new_context(base_url=one_server.url, **PHONE)
    watch.follow(context)
    page = context.new_page()
    page.goto("/")
    yield page
    close(context)
    watch.check()


@pytest.fixture(scope="module")
def module(page: Page) -> str:
    """Where the phone's module is."""
    sheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    return f"{sheet.rsplit('/', 1)[0]}/js/plan.js"


def spread(total: int) -> list[int]:
    return [total // 7 + (place < total % 7) for place in range(7)]


def unfinished(floor: int) -> list[int | None]:
    return [floor // 6 + (place < floor % 6) for place in range(6)] + [None]


def a_life(seed: int) -> dict:
    """A random, realistic life with treatments, weekly check-ins, and now and then more."""
    chance = random.Random(seed)
    start = TODAY - timedelta(days=chance.randrange(20, 200))
    treatments, on = [], start
    for _ in range(chance.randrange(0, 7)):
        treatments.append((on, "induction", True))
        on += timedelta(days=chance.choice((2, 3, 4, 5)))
    while on < TODAY and chance.random() < 0.6:
        on += timedelta(days=chance.randrange(12, 50))
        treatments.append((on, "booster", False))
    level, check_ins, day = chance.randrange(3, 18), [], start - timedelta(days=2)
    while day < TODAY:
        level = max(0, min(21, level + chance.randrange(-5, 6)))
        blank = chance.random() < 0.1
        check_ins.append((day, unfinished(min(level, 18)) if blank else spread(level)))
        day += timedelta(days=chance.choice((1, 6, 7, 7, 8, 14)))
    days_ago = [TODAY - timedelta(days=n) for n in range(30)]
    return {
        "baseline": chance.choice((None, 14, 18)),
        "treatments": [one for one in treatments if one[0] <= TODAY],
        "check_ins": check_ins,
        "reports": [(chance.choice(days_ago), "craving")] * (chance.random() < 0.2),
        "contacts": [chance.choice(days_ago)] * (chance.random() < 0.3),
    }


def all_days(page: Page, module: str, plan: dict) -> list[list[dict]]:
    days = [(TODAY + timedelta(days=n)).isoformat() for n in range(91)]
    found = page.evaluate(LOOK_UP_ALL, [module, plan, days])
    said = [json.loads(text) for text in found["said"]]
    return [[said[number] for number in line] for line in found["lines"]]


@pytest.mark.parametrize("seed", range(12))
def test_it_says_what_the_server_looks_up(page: Page, module, seed):
    plan = compile_plan(Timeline.from_events(**a_life(seed)), Policy(), TODAY, VOICE)
    plan = json.loads(json.dumps(plan))
    for ahead, line in enumerate(all_days(page, module, plan)):
        on = TODAY + timedelta(days=ahead)
        expected = [
            look_up(plan, on),
            *(look_up(plan, on, total) for total in WHOLE),
            *(look_up(plan, on, None, floor, 1) for floor in UNFINISHED),
        ]
        assert line == expected, on


@pytest.mark.parametrize("seed", range(100, 104))
def test_it_says_what_the_rules_say(page: Page, module, seed):
    life = a_life(seed) | {"reports": []}
    plan = compile_plan(Timeline.from_events(**life), Policy(), TODAY, VOICE)
    for ahead, line in enumerate(all_days(page, module, json.loads(json.dumps(plan)))):
        on = TODAY + timedelta(days=ahead)
        answers = [None, *map(spread, WHOLE), *map(unfinished, UNFINISHED)]
        if any(day == on for day, _ in life["check_ins"]):
            continue  # an unfinished one does not replace a full one of the same day
        for said, given in zip(line, answers, strict=True):
            assert_same(said, life, on, given)


def assert_same(said: dict, life: dict, on: date, given: list | None) -> None:
    added = [(on, given)] if given else []
    advice = advise(
        Timeline.from_events(**life | {"check_ins": life["check_ins"] + added}), Policy(), on
    )
    made = json.loads(json.dumps(advice.as_json()))
    assert {name: said[name] for name in SAME} == {name: made[name] for name in SAME}, (on, given)
    words = message(advice, VOICE, on, given.count(None) if given else 0)
    assert [said["title"], *said["message"]] == [words.title, *words.lines]


def a_plan_of(totals: list[int]) -> tuple[dict, dict]:
    """A course that helped, then a total each week; the last one a week ago."""
    last = TODAY - timedelta(days=7)
    start = last - timedelta(days=7 * len(totals) + 14)
    life = {
        "treatments": [(start + timedelta(days=n), "induction", True) for n in range(1, 18, 3)],
        "check_ins": [(start, spread(17))]
        + [
            (last - timedelta(days=7 * n), spread(total))
            for n, total in enumerate(reversed(totals))
        ],
    }
    plan = compile_plan(Timeline.from_events(**life), Policy(), TODAY, VOICE)
    return json.loads(json.dumps(plan)), life


def test_it_takes_an_unsent_raised_score_for_the_first_of_two(page: Page, module):
    plan, life = a_plan_of([4, 4, 5])
    first = page.evaluate(LOOK_UP, [module, plan, TODAY.isoformat(), {"total": 9}])
    assert (first["advice"]["action"], first["raised"]) == ("check-again", True)
    later = TODAY + timedelta(days=7)
    question = {"total": 9, "raisedBefore": True}
    second = page.evaluate(LOOK_UP, [module, plan, later.isoformat(), question])
    life["check_ins"] += [(TODAY, spread(9)), (later, spread(9))]
    expected = advise(Timeline.from_events(**life), Policy(), later)
    assert expected.headline == second["advice"]["headline"] == "symptoms-back"


def test_it_shows_the_more_urgent_of_report_and_score(page: Page, module):
    plan, _ = a_plan_of([4, 4, 5])
    question = {"total": 4, "reports": ["craving", "unsafe"]}
    shown = page.evaluate(LOOK_UP, [module, plan, TODAY.isoformat(), question])
    assert shown["advice"]["action"] == "crisis-help"
    question = {"total": 20, "reports": ["urine-pain"]}
    shown = page.evaluate(LOOK_UP, [module, plan, TODAY.isoformat(), question])
    assert shown["advice"]["headline"] == "side-effect"


def test_it_speaks_of_no_booster_after_a_treatment_noted_here(page: Page, module):
    plan, _ = a_plan_of([4, 4, 5, 9])
    question = {"total": 9}
    shown = page.evaluate(LOOK_UP, [module, plan, TODAY.isoformat(), question])
    assert shown["advice"]["may_mention_booster"]
    question |= {"treatedSince": True}
    shown = page.evaluate(LOOK_UP, [module, plan, TODAY.isoformat(), question])
    assert "booster" not in json.dumps(shown["advice"]["message"])
    assert shown["advice"]["title"] == "Thank you for telling us"


@pytest.mark.parametrize("days", [-1, 91, 400])
def test_it_gives_no_advice_outside_its_days(page: Page, module, days):
    plan, _ = a_plan_of([4, 4, 5])
    day = (TODAY + timedelta(days=days)).isoformat()
    assert page.evaluate(LOOK_UP, [module, plan, day, {"total": 21}])["advice"] is None
