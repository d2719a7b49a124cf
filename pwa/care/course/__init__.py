"""A course laid out for a patient: planned treatments and check-ins, as the clinic means to go.

Its treatments are appointments; nothing here asks a patient for anything, and no rule looks at it
but at the appointments: while one is ahead, nobody is asked to book.
"""

from pwa.care.course.change import add_day, move_day, remove_day
from pwa.care.course.days import CHECK_IN, Day, current, days_of
from pwa.care.course.ending import REASONS, end, resume
from pwa.care.course.layout import Laid, follow, preview

__all__ = [
    "CHECK_IN",
    "REASONS",
    "Day",
    "Laid",
    "add_day",
    "current",
    "days_of",
    "end",
    "follow",
    "move_day",
    "preview",
    "remove_day",
    "resume",
]
