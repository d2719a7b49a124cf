"""What an advice's texts leave open for the clinic's own words and the patient's numbers."""

from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from pwa.decision.reports import REPORTS
from pwa.decision.words import ENGLISH, Words
from pwa.decision.written import written_date

# Far enough from a raised score to count as another, and soon whatever the clinic's rhythm is.
CHECK_AGAIN_DAYS = 7

if TYPE_CHECKING:
    from pwa.decision.advice import Advice


class Voice(NamedTuple):
    """Who speaks: the clinic's name, its country's emergency number and crisis help, and how."""

    clinic: str = "your clinic"
    emergency: str = "your local emergency number"
    crisis: str = "Call or text your local crisis line"
    words: Words = ENGLISH


def gaps(advice: "Advice", voice: Voice) -> dict[str, Any]:
    """What fills each gap, by its name in the texts; `total` and `blanks` stay open."""
    facts, words = advice.facts, voice.words
    policy, treated_on = facts["policy"], facts["treated_on"]
    oldest, middle = facts["earlier_returns"] or ("", "")
    own = facts["own_return"]
    return facts | {
        "clinic": voice.clinic,
        "emergency": voice.emergency,
        "crisis": voice.crisis,
        "level": _number(facts["level"]),
        "thing": _things(advice, words),
        "report_days": policy.report_window_days,
        "oldest_return": oldest,
        "middle_return": middle,
        "newest_return": "{since}" if own is None else own,
        "ago": words.ago[facts["days_since_treatment"]],
        "visit_on": _date(treated_on, policy.visit_interval_days, words),
        "contact_on": _date(facts["contact"], 0, words),
        "check_again_on": _check_again_on(facts, words),
        "total": "{total}",
        "blanks": "{blanks}",
    }


def check_again_day(advice: "Advice", on: int) -> int | None:
    """The day (ordinal) on which an advice of day `on` asks to check in again, if it does."""
    if advice.action != "check-again":
        return None
    settles = _settles_on(advice.facts)
    return on + CHECK_AGAIN_DAYS if settles is None else settles


def _settles_on(facts: dict[str, Any]) -> int | None:
    """Soon after a treatment: the first day on which a score speaks of the time since it."""
    if facts["about"] != "carry-over":
        return None
    day: int = facts["treated_on"] + facts["policy"].carry_over_days
    return day


def _check_again_on(facts: dict[str, Any], words: Words) -> str:
    settles = _settles_on(facts)
    return f"{{on+{CHECK_AGAIN_DAYS}}}" if settles is None else _date(settles, 0, words)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _things(advice: "Advice", words: Words) -> str:
    kinds = (REPORTS[kind] for kind in advice.facts["report_kinds"])
    things = [words.things[kind.kind] for kind in kinds if kind.rule == advice.headline]
    return reduce(lambda one, other: words.both.format(one=one, other=other), things or [""])


def _date(start: int | None, days: int | None, words: Words) -> str:
    return "" if start is None or days is None else written_date(start + days, words.calendar)
