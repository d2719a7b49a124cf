"""English, the language that every other is translated from."""

from collections.abc import Iterable

from pwa.decision.questionnaire import GAD7
from pwa.decision.reports import REPORTS
from pwa.decision.words.language import Calendar, Words
from pwa.decision.words.lines import LINES
from pwa.decision.words.reasons import REASONS
from pwa.decision.words.titles import TITLES

ENGLISH = Words(
    language="en",
    calendar=Calendar(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        [
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ],
        "{weekday} {day} {month}",
    ),
    both="{one} and {other}",
    ago=("today", "1 day ago", "{since} days ago"),
    titles=TITLES,
    lines=LINES,
    reasons=REASONS,
    things={report.kind: report.thing for report in REPORTS.values()},
)


def texts() -> Iterable[str]:
    """Every English text of the core that a patient may read, the instrument's own excepted."""
    yield from (ENGLISH.both, *ENGLISH.ago)
    yield from ENGLISH.titles.values()
    for lines in ENGLISH.lines.values():
        yield from lines
    yield from ENGLISH.reasons.values()
    for report in REPORTS.values():
        yield from (report.words, report.thing)
    yield from (band.name for band in GAD7.bands)
