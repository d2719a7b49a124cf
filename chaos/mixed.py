"""Browser, network and server at fault together, in the middle of check-ins."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from chaos.harness import Figures, Size
from chaos.patient import Patient, world
from chaos.proxy import FAULTS, Asked

# Each mishap once, on a network with a fault of its own; for long, as often as there is time.
ROUNDS: dict[Size, int] = {"short": 1, "long": 1_000}
SECONDS = 20 * 60
# 401 ends the pairing, which the patient would notice: see tests/browser/test_sending.py.
NETWORK = [name for name in FAULTS if name != "status 401"]


def run(size: Size, seed: int) -> Figures:
    """One phone; the short form is over after one of each mishap, the long one after 20 minutes."""
    figures, chance = Figures(), random.Random(seed)
    until = time.monotonic() + SECONDS
    with world() as where:
        patient = Patient(where, figures, seed)
        faults = _shuffled(NETWORK, chance)
        for _ in range(ROUNDS[size]):
            for mishap in chance.sample(list(MISHAPS), len(MISHAPS)):
                if time.monotonic() < until or size == "short":
                    _check_in(patient, mishap, next(faults))
        patient.ends()
        for name, count in sorted(where.network.done.items()):
            figures.counted[name if name != "none" else "requests without a fault"] = count
    where.watch.check()
    return figures


def _check_in(patient: Patient, mishap: str, fault: str) -> None:
    """One whole check-in, in which this happens at some moment, on a network like this."""
    patient.world.network.choose = _mostly(fault, patient.random)
    patient.look()
    patient.answer(patient.random.randint(0, 6))
    with MISHAPS[mishap](patient):
        patient.figures.count(mishap)
        patient.finish()
        patient.reads_result()


def _mostly(fault: str, chance: random.Random) -> Callable[[Asked], str]:
    """All that the phone sends meets the fault, and half of what it asks for."""

    def choose(asked: Asked) -> str:
        if asked.method == "PUT" or (asked.path.startswith("/api/") and chance.random() < 0.5):
            return fault
        return "none"

    return choose


@contextmanager
def _browser_killed(patient: Patient) -> Iterator[None]:
    patient.keeps()
    patient.world.phone.kill()
    patient.world.phone.open()
    patient.look()
    yield


@contextmanager
def _browser_killed_after(patient: Patient) -> Iterator[None]:
    yield
    patient.world.phone.kill()
    patient.world.phone.open()


@contextmanager
def _server_dead(patient: Patient) -> Iterator[None]:
    patient.world.server.kill()
    yield
    patient.world.server.start()


@contextmanager
def _worker_killed(patient: Patient) -> Iterator[None]:
    patient.world.server.kill_worker()
    yield


@contextmanager
def _updated(patient: Patient) -> Iterator[None]:
    """A new release in mid-form; the page that is open goes on with its own."""
    patient.world.server.stop()
    patient.world.server.start(BOOSTER_RELEASE_SALT=str(patient.random.random()))
    yield


@contextmanager
def _reloaded(patient: Patient) -> Iterator[None]:
    patient.keeps()
    patient.look()
    yield


@contextmanager
def _offline(patient: Patient) -> Iterator[None]:
    patient.world.phone.context.set_offline(True)
    yield
    patient.world.phone.context.set_offline(False)


@contextmanager
def _with_another_tab(patient: Patient) -> Iterator[None]:
    """Both send."""
    page = patient.page
    other = patient.world.phone.context.new_page()
    other.goto("/app")
    page.bring_to_front()
    yield
    other.close()


@contextmanager
def _frozen(patient: Patient) -> Iterator[None]:
    """As a phone does with what is in the background."""
    tools = patient.world.phone.context.new_cdp_session(patient.page)
    for state in ("frozen", "active"):
        tools.send("Page.setWebLifecycleState", {"state": state})
    yield


MISHAPS: dict[str, Callable[[Patient], AbstractContextManager[None]]] = {
    "browsers killed in the form": _browser_killed,
    "browsers killed after Finish": _browser_killed_after,
    "servers dead at Finish": _server_dead,
    "workers killed": _worker_killed,
    "updates in mid-form": _updated,
    "reloads": _reloaded,
    "times offline": _offline,
    "times with two tabs": _with_another_tab,
    "frozen tabs": _frozen,
}


def _shuffled(names: list[str], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.sample(names, len(names))
