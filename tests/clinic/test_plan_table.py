"""The plan as a table says what the phone would say."""

from itertools import pairwise

from pwa.clinic.plan_table import plan_table
from pwa.decision import Policy, Timeline, Voice, compile_plan, look_up
from tests.clinic.story import TODAY, ago, answers_of


def plan(check_ins=(), treatments=()):
    timeline = Timeline.from_events(
        treatments=treatments, check_ins=[(on, answers_of(total)) for on, total in check_ins]
    )
    return compile_plan(timeline, Policy.from_values({}), TODAY, Voice("Oak Clinic"))


SETTLED = plan(
    check_ins=[(ago(43), 14), (ago(27), 4), (ago(20), 4), (ago(7), 9)],
    treatments=[(ago(42), "booster", False)],
)


def test_it_covers_every_day_once_and_in_order():
    table = plan_table(SETTLED)
    assert (table[0].first, (table[-1].last - TODAY).days) == (TODAY, 90)
    for one, other in pairwise(table):
        assert (other.first - one.last).days == 1
        assert one.lines != other.lines


def test_it_says_for_each_total_what_the_phone_looks_up():
    for period in plan_table(SETTLED):
        spans = {}
        for line in period.lines:
            low, _, high = line.for_what.partition("–")
            if low.isdigit():
                spans |= dict.fromkeys(range(int(low), int(high or low) + 1), line)
        assert set(spans) == set(range(22))
        for total, line in spans.items():
            for day in (period.first, period.last):
                assert look_up(SETTLED, day, total=total)["urgency"] == line.urgency


def test_it_leaves_no_gap_to_fill():
    titles = [line.title for period in plan_table(SETTLED) for line in period.lines]
    assert any("days later" in title for title in titles)
    assert not any("{" in title for title in titles)
