"""One mutant's run of the tests, in a fork that tells which of them noticed it."""

import os
import resource

import pytest
from _pytest.runner import runtestprotocol

from chaos.mutants.at_import import AT_IMPORT, passes_with
from chaos.mutants.made import Mutant

MEMORY = 3 * 2**30
NOBODY_IN_PARTICULAR = -1


def passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def try_in_fork(
    items: list[pytest.Item], mutant: Mutant, tests: list[int], told: int, seconds: float
) -> None:
    """Never returns. Limits are in time of CPU: how busy the machine is must not matter."""
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        limit = int(10 + 5 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.write(told, str(_noticed_by(items, mutant, tests)).encode())
    except BaseException:  # noqa: BLE001  whatever it does, the mutant was noticed
        os.write(told, str(NOBODY_IN_PARTICULAR).encode())
    finally:
        os._exit(0)


def _noticed_by(items: list[pytest.Item], mutant: Mutant, tests: list[int]) -> int | str:
    """The test that fails with it; an empty word when none does."""
    mutant.live()
    noticed = next((number for number in tests if not passes(items[number])), None)
    if noticed is None and mutant.module in AT_IMPORT and not passes_with(mutant):
        return NOBODY_IN_PARTICULAR
    return "" if noticed is None else noticed
