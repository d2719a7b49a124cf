"""What a new password must be: long, and not soon guessed by who knows lists, and whose it is.

How soon is estimated by zxcvbn, with the 30,000 passwords that were seen most often in breaches,
common words and names in it. Nothing is asked of anybody over the network.
"""

import re
from collections.abc import Iterable

from pwa.care.staff.passwords import SHORTEST

STRONG = 3  # of zxcvbn's 0 to 4: more than 10⁸ guesses
_JUDGED = 72  # characters: what comes after them is not looked at, which errs towards refusing
# Words that stand on our screens, and that somebody would try here first.
OURS = ("booster", "booster check", "boostercheck", "ketamine", "clinic", "check-in", "checkin")


def why_not(password: str, whose: Iterable[str]) -> str | None:
    """Why a password can't be taken, beginning with a verb; None when it can.

    `whose` is what is known of its owner: name, email, clinic.
    """
    if len(password) < SHORTEST:
        return f"must have at least {SHORTEST} characters"
    # Its lists take a tenth of a second to read: only where somebody chooses a password.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    found = zxcvbn(password[:_JUDGED], user_inputs=[*OURS, *_parts(whose)])
    if found["score"] >= STRONG:
        return None
    return "is easy to guess. A few words in a row that have nothing to do with you are not"


def _parts(whose: Iterable[str]) -> list[str]:
    """Each as it is, without its spaces, and word by word."""
    words = [one.lower() for one in whose]
    apart = [part for one in words for part in re.split(r"\W+", one) if len(part) > 1]
    return [*words, *(re.sub(r"\W+", "", one) for one in words), *apart]
