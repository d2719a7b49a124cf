"""The action plan: what `advise` would say for today and 90 days more, at every answer.

The rules stay on the server; the phone carries this table and looks one line up. Days and totals
with equal advice are folded together, so that a plan is a few kilobytes. A period's rows are
[lowest, highest, advice], with a fourth number where a check-in would be raised but unconfirmed:
the advice if a raised one that is still unsent came before.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from pwa.decision.advice import Advice, answer_of, decide, rank
from pwa.decision.gaps import Voice
from pwa.decision.message import draft
from pwa.decision.policy import Policy
from pwa.decision.questionnaire import HIGHEST_FLOOR, HIGHEST_TOTAL
from pwa.decision.reports import REPORTS
from pwa.decision.situation import NO_CHECK_IN, Answer, situation
from pwa.decision.standing import Standing, standing_on
from pwa.decision.timeline import Timeline
from pwa.decision.walk import Walk

FORMAT = 1
DAYS_AHEAD = 90

Plan = dict[str, Any]


class Rows(NamedTuple):
    """What one day says: without a check-in, at each total, at each floor of an unfinished one."""

    none: int
    totals: tuple[tuple[int, ...], ...]
    floors: tuple[tuple[int, ...], ...]


def compile_plan(timeline: Timeline, policy: Policy, today: date, voice: Voice) -> Plan:
    """The plan of a patient as JSON-ready data, with the sentences in the voice's language."""
    compiler = _Compiler(Walk(timeline, policy), today.toordinal(), voice)
    periods = compiler.periods()
    treated_on = compiler.walk.course.last if compiler.walk.course else None
    return {
        "format": FORMAT,
        "from": today.isoformat(),
        "days": DAYS_AHEAD,
        "last_treatment": date.fromordinal(treated_on).isoformat() if treated_on else None,
        "calendar": voice.words.calendar._asdict(),
        "periods": periods,
        "reports": {kind: compiler.report(kind) for kind in REPORTS},
        "treated": compiler.treated(),
        "advice": compiler.entries,
    }


class _Compiler:
    """Asks the rules once for each standing, and keeps each distinct advice once."""

    def __init__(self, walk: Walk, today: int, voice: Voice) -> None:
        self.walk, self.today, self.voice = walk, today, voice
        self.entries: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def periods(self) -> list[dict[str, Any]]:
        days = enumerate((self._today(), *self._days_ahead()))
        return [
            _period(rows, [day for day, _ in group])
            for rows, group in groupby(days, key=lambda day: day[1])
        ]

    def _today(self) -> Rows:
        self.walk.to(self.today)
        return self._rows(standing_on(self.walk, self.today), answer_of(self.walk, self.today))

    def _days_ahead(self) -> Iterable[Rows]:
        self.walk.to(self.today + 1)
        known: dict[Standing, Rows] = {}
        for day in range(self.today + 1, self.today + DAYS_AHEAD + 1):
            standing = standing_on(self.walk, day)
            if standing not in known:
                known[standing] = self._rows(standing, NO_CHECK_IN)
            yield known[standing]

    def _rows(self, standing: Standing, given: Answer) -> Rows:
        """`given` is the day's check-in so far: a full one outlives an unfinished one."""
        floors = range(HIGHEST_FLOOR + 1)
        is_full = given.total is not None
        return Rows(
            self._number_of(decide(situation(standing, self.walk.policy, given))),
            _fold([self._row(standing, Answer.full(t)) for t in range(HIGHEST_TOTAL + 1)]),
            _fold(
                [self._row(standing, given if is_full else Answer.unfinished(f)) for f in floors]
            ),
        )

    def _row(self, standing: Standing, answer: Answer) -> tuple[int, ...]:
        policy = self.walk.policy
        asked = situation(standing, policy, answer)
        number = self._number_of(decide(asked))
        if not asked.run_is_on or asked.run_is_confirmed:
            return (number,)
        presumed = situation(standing, policy, answer, presume_confirmed=True)
        return (number, self._number_of(decide(presumed)))

    def _number_of(self, advice: Advice) -> int:
        return self._keep(_entry(advice, self.voice))

    def _keep(self, entry: dict[str, Any]) -> int:
        number = self._numbers.setdefault(repr(entry), len(self.entries))
        if number == len(self.entries):
            self.entries.append(entry)
        return number

    def report(self, kind: str) -> int:
        """What a report of this kind, made now, asks for by itself."""
        rule = REPORTS[kind].rule
        bare = Standing("", report_kinds=(kind,), report_rules=frozenset((rule,)))
        advice = decide(situation(bare, self.walk.policy, NO_CHECK_IN))
        return self._keep(_entry(advice, self.voice) | {"phase": None})

    def treated(self) -> int:
        """Shown in place of any word of a booster after a treatment noted on the phone only."""
        words = self.voice.words
        nothing = decide(situation(Standing(""), self.walk.policy, NO_CHECK_IN))
        said = {"title": words.titles["treated"], "message": list(words.lines["treated"])}
        return self._keep(_entry(nothing, self.voice) | {"phase": None} | said)


def _entry(advice: Advice, voice: Voice) -> dict[str, Any]:
    said = draft(advice, voice)
    answer = advice.as_json()
    return answer | {
        "rank": rank(advice),
        "title": said.title,
        "message": list(said.lines),
        "reason": said.reason,
    }


def _fold(rows: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    groups = groupby(enumerate(rows), key=lambda row: row[1])
    spans = ((row, [position for position, _ in group]) for row, group in groups)
    return tuple((span[0], span[-1], *row) for row, span in spans)


def _period(rows: Rows, days: list[int]) -> dict[str, Any]:
    return {
        "from": days[0],
        "to": days[-1],
        "none": rows.none,
        "totals": [list(row) for row in rows.totals],
        "floors": [list(row) for row in rows.floors],
    }
