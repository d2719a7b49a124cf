"""What a new password must be: long, and not soon guessed by who knows lists, and whose it is.

How soon is estimated by zxcvbn, with the 30,000 passwords that were seen most often in breaches,
common words and names in it. An operator may have a list of all that were seen: see `breached`.
Nothing is asked of anybody over the network.
"""

import re
from collections.abc import Iterable

from pwa.care.staff import breached
from pwa.care.staff.passwords import SHORTEST

STRONG = 3  # of zxcvbn's 0 to 4: more than 10⁸ guesses
_JUDGED = 50  # characters: what comes after them is not looked at, which errs towards refusing
# In how many ways a password's signs may be read as letters: all are tried, each for milliseconds.
_READINGS = 24
# Words that stand on our screens, and that somebody would try here first.
OURS = ("booster", "booster check", "boostercheck", "ketamine", "clinic", "check-in", "checkin")


def why_not(password: str, whose: Iterable[str]) -> str | None:
    """Why a password can't be taken, beginning with a verb; None when it can.

    `whose` is what is known of its owner: name, email, clinic.
    """
    if len(password) < SHORTEST:
        return f"must have at least {SHORTEST} characters"
    if breached.has(password):
        return "was seen in a breach of another service, so that guessers know it. Choose another"
    # Its lists take a tenth of a second to read: only where somebody chooses a password.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    found = zxcvbn(_readable(password[:_JUDGED]), user_inputs=[*OURS, *_parts(whose)])
    if found["score"] >= STRONG:
        return None
    return "is easy to guess. A few words in a row that have nothing to do with you are not"


def _readable(password: str) -> str:
    """The password, without some of its signs where it has so many that nobody ever listed it.

    zxcvbn would take half a minute for one that is made of nothing else.
    """
    from zxcvbn import matching  # noqa: PLC0415

    while True:
        table = matching.relevant_l33t_subtable(password, matching.L33T_TABLE)
        if len(matching.enumerate_l33t_subs(table)) <= _READINGS:
            return password
        sign = next(one for one in reversed(password) if any(one in row for row in table.values()))
        password = password.replace(sign, "~")


def _parts(whose: Iterable[str]) -> list[str]:
    """Each as it is, without its spaces, and word by word."""
    words = [one.lower() for one in whose]
    apart = [part for one in words for part in re.split(r"\W+", one) if len(part) > 1]
    return [*words, *(re.sub(r"\W+", "", one) for one in words), *apart]
