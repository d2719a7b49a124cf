"""The times and codes of cases: the only place that says them. The times are design judgements."""

from datetime import timedelta

# Within which somebody acts, by the policy's urgencies: now, one or two days, about a week. Days
# are whole days around the clock: which days a clinic works is not assumed.
DUE = {"urgent": timedelta(hours=1), "soon": timedelta(days=2), "routine": timedelta(days=7)}
# The last day to which a case may be put off, in days after it was opened. None: never.
SNOOZE_DAYS = {"urgent": None, "soon": 3, "routine": 14}
# For so long "I'm on it" keeps others away: a call takes minutes, and somebody may forget.
TAKEN_FOR = timedelta(hours=1)
# A visit or a treatment this long after a call still belongs to its case.
FOLLOWED_FOR = timedelta(days=42)
UNDO_FOR = timedelta(minutes=10)
LONGEST_NOTE = 1000

# Staff judged otherwise than the rules.
OVERRIDES = ("not-a-concern", "known-cause", "known-already", "answered-by-mistake")
CLOSE_REASONS = (*OVERRIDES, "cannot-reach", "declined", "elsewhere")
SNOOZE_REASONS = ("call-agreed", "tried-today", "patient-away", "visit-soon", "colleague-asked")
