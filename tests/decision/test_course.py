"""What a check-in does to its course, one by one: the run and the settled level."""

from pwa.decision import Policy
from pwa.decision.course import Course, Run
from pwa.decision.timeline import BOOSTER, Treatment

POLICY = Policy()


def after(*scores: tuple[int, int]) -> Course:
    """A booster on day 0 and then full check-ins: (day, total)."""
    course = Course(Treatment(0, BOOSTER, planned=False))
    for on, total in scores:
        course.see(total, course.moment(on, POLICY), on, POLICY)
    return course


SETTLED = ((14, 4), (21, 4))


def test_a_confirmed_run_keeps_its_days_and_counts_on():
    assert after(*SETTLED, (28, 9), (35, 9)).run == Run(28, 35, 2, confirmed=True)
    assert after(*SETTLED, (28, 9), (35, 9), (42, 9)).run == Run(28, 35, 3, confirmed=True)
    assert after(*SETTLED, (28, 15), (35, 9)).run == Run(28, 28, 2, confirmed=True)


def test_the_level_rests_on_the_first_readings_only():
    totals = [2, 4, 6, 1, 1, 1]
    course = after(*((14 + 7 * week, total) for week, total in enumerate(totals)))
    assert course.readings == tuple(totals[: POLICY.settled_readings])
    assert course.lowest == 1
