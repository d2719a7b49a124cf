"""Limits on their way to a version: drawn up, reviewed by a second person, published on a day.

In order of invocation: `writing` (by the author), `review` (by somebody else), `publishing` (now or
on a day to come), `due` (the day has come). Whoever calls has the turn to write.
"""

from pwa.care.drafts.due import due, publish_due
from pwa.care.drafts.lists import Drafts, in_hand, on_the_desk_of, page
from pwa.care.drafts.publishing import cancel_date, publish, roll_back, waiting
from pwa.care.drafts.review import agree, reviewers, send_back, take_back_review
from pwa.care.drafts.states import EDITABLE, State, is_behind, state_of
from pwa.care.drafts.writing import begin, change, restore, withdraw

__all__ = [
    "EDITABLE",
    "Drafts",
    "State",
    "agree",
    "begin",
    "cancel_date",
    "change",
    "due",
    "in_hand",
    "is_behind",
    "on_the_desk_of",
    "page",
    "publish",
    "publish_due",
    "restore",
    "reviewers",
    "roll_back",
    "send_back",
    "state_of",
    "take_back_review",
    "waiting",
    "withdraw",
]
