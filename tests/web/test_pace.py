"""One caller's bucket: so many at once, filled again with time, forgotten in the end."""

from pwa.web.pace import Pace


def test_it_takes_so_many_at_once_and_then_says_how_long_to_wait():
    pace = Pace(60)
    assert [pace.wait("a", 1, now=0.0) for _ in range(60)] == [0] * 60
    assert pace.wait("a", 1, now=0.0) == 1
    assert pace.wait("a", 30, now=0.0) == 30


def test_it_fills_with_time_and_never_over():
    pace = Pace(60)
    assert pace.wait("a", 60, now=0.0) == 0
    assert pace.wait("a", 10, now=9.0) == 1
    assert pace.wait("a", 10, now=10.0) == 0
    assert pace.wait("a", 60, now=1000.0) == 0
    assert pace.wait("a", 1, now=1000.0) == 1


def test_what_was_refused_costs_nothing():
    pace = Pace(60)
    pace.wait("a", 60, now=0.0)
    for _ in range(100):
        pace.wait("a", 5, now=1.0)
    assert pace.wait("a", 5, now=5.0) == 0


def test_each_caller_has_their_own():
    pace = Pace(60)
    pace.wait("a", 60, now=0.0)
    assert pace.wait("b", 60, now=0.0) == 0


def test_it_forgets_who_was_not_seen_for_longest():
    pace = Pace(60, remembered=2)
    for caller in ("a", "b", "a", "c"):  # b was seen before a
        pace.wait(caller, 30, now=0.0)
    assert pace.wait("a", 1, now=0.0) == 1
    assert pace.wait("b", 60, now=0.0) == 0
