"""What happens to a primary. Each ends with all three machines switched on and plugged in."""

from collections.abc import Callable

from chaos.cluster_load import PATIENCE, Load
from chaos.cluster_machines import Machine
from chaos.cluster_three import Cluster

ANSWERS = 60  # at least so many before and after each event

Event = Callable[[Cluster, Load], None]


def killed(cluster: Cluster, load: Load) -> None:
    """The primary's machine loses its power, and has it again after another took over."""
    one = cluster.primary()
    one.kill()
    load.wait_for(ANSWERS, PATIENCE)
    one.start()


def frozen(cluster: Cluster, load: Load) -> None:
    """It stands still, and wakes up as a primary that knows of no other."""
    one = cluster.primary()
    one.freeze()
    load.wait_for(ANSWERS, PATIENCE)
    one.thaw()


def cut(cluster: Cluster, load: Load) -> None:
    """Its cable is pulled. It goes on by itself, and is plugged in again."""
    one = cluster.primary()
    one.cut()
    load.wait_for(ANSWERS, PATIENCE)
    one.cut(off=False)


def starved(cluster: Cluster, load: Load) -> None:
    """It can't reach its replicas but the app reaches it; then its machine is killed."""
    one = cluster.primary()
    one.starve()
    load.wait_or_give_up(ANSWERS, seconds=5)
    one.kill()
    load.wait_for(ANSWERS, PATIENCE)
    # Not before: of a process that was killed, Linux would still send what it had said.
    one.starve(off=False)
    one.start()


def killed_twice(cluster: Cluster, load: Load) -> None:
    """The one that took over dies while the first is being rewound from it: half old, half new."""
    second = _while_rewound(cluster, load)
    second.kill()
    load.wait_for(ANSWERS, PATIENCE)
    second.start()


def killed_and_cut(cluster: Cluster, load: Load) -> None:
    """The same, but nobody tells the first that the other end of its connection has gone."""
    second = _while_rewound(cluster, load)
    second.cut()
    load.wait_for(ANSWERS, PATIENCE)
    second.cut(off=False)


def _while_rewound(cluster: Cluster, load: Load) -> Machine:
    """The primary, while the one before it copies from it what it has to take back."""
    first = cluster.primary()
    first.kill()
    load.wait_for(ANSWERS, PATIENCE)
    second = cluster.primary()
    first.start()
    first.wait_until_rewinding()
    return second


EVENTS: dict[str, list[Event]] = {
    "short": [killed],
    "long": 2 * [killed, frozen, cut, starved, killed_twice, killed_and_cut],
}
