"""What staff tell of a call."""

from typing import NamedTuple


class Outcome(NamedTuple):
    label: str
    short: str
    closes: bool


OUTCOMES = {
    "reached": Outcome("I reached them", "reached", closes=True),
    "patient-called": Outcome("They called us", "they called", closes=True),
    "no-answer": Outcome("No answer", "no answer", closes=False),
    "message-left": Outcome("Left a message", "message left", closes=False),
    "wrong-number": Outcome("Wrong number", "wrong number", closes=False),
}
