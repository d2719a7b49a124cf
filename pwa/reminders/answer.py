"""What became of one attempt to send."""

from enum import Enum


class Answer(Enum):
    DELIVERED = "delivered"  # the channel has taken it over
    GONE = "gone"  # the channel does not know the receiver any more
    REFUSED = "refused"  # it was not sent, for sure
    UNSURE = "unsure"  # the line broke after it was handed over: it may have gone out
