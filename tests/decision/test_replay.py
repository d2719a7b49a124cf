from datetime import timedelta

from pwa.decision import Policy, Timeline, advise, parse_case, replay
from pwa.decision.course import Course
from tests.decision.histories import START, golden_inputs, random_cases


def known_by(timeline, day):
    """The history as it was known at the end of a day."""
    return Timeline(
        timeline.baseline,
        *([event for event in events if event.on <= day] for events in timeline[1:4]),
        [on for on in timeline.contacts if on <= day],
        timeline.appointments,
    )


def test_a_replay_advises_as_each_day_would_have():
    for case in (*golden_inputs(), *random_cases(500, seed=11)):
        _, policy, timeline = parse_case(case)
        days = list(replay(timeline, policy))
        assert [on.toordinal() for on, _ in days] == [c.on for c in timeline.check_ins]
        for on, advice in days:
            assert advice == advise(known_by(timeline, on.toordinal()), policy, on)


def weekly(count):
    days = [START + timedelta(7 * n) for n in range(count)]
    return Timeline.from_events(
        treatments=[(START, "booster", False)],
        check_ins=[(on, [1, 1, 0, 0, 0, 0, n % 4]) for n, on in enumerate(days)],
    )


def test_a_replay_takes_every_check_in_once(monkeypatch):
    """n check-ins cost O(n): each changes the history once and its own day's question once."""
    seen = []
    see = Course.see
    monkeypatch.setattr(Course, "see", lambda *args: (seen.append(1), see(*args))[1])
    for count in (50, 500):
        seen.clear()
        assert len(list(replay(weekly(count), Policy()))) == count
        assert len(seen) <= 2 * count
