"""Languages: what each says, and how it writes a day. Knows Babel, and nothing of the product.

A text is English in the source, marked for the catalogues: `mark("…")` in Python, `_("…")` in a
template, `t("…")` and `n("…", "…", count)` in a script. `es.po` and `fr.po` hold the others;
`python3 dev.py words` brings them up to the sources.
"""

from pwa.languages.catalogue import said_by
from pwa.languages.dates import Calendar, calendar, long_day, time_of_day
from pwa.languages.language import ENGLISH, PSEUDO, Language, complete, known, mark

__all__ = [
    "ENGLISH",
    "PSEUDO",
    "Calendar",
    "Language",
    "calendar",
    "complete",
    "known",
    "long_day",
    "mark",
    "said_by",
    "time_of_day",
]
