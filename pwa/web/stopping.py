"""Whether this server was told to stop: one byte that the processes of one gunicorn share.

Made when the app is loaded, before workers are forked, so that all of them see what one says.
"""

import mmap

_TOLD = mmap.mmap(-1, 1)


def say(told: bool = True) -> None:
    """From now on whoever balances load is told to send nobody here."""
    _TOLD[0] = told


def is_so() -> bool:
    return bool(_TOLD[0])
