"""Each fault of the network in its turn, and mistakes that only such a network shows."""

from collections.abc import Iterator

import pytest

from chaos import network
from chaos.harness import Figures
from chaos.history import rows_of
from chaos.phone import Phone
from chaos.scene import Scene, scene
from tests.faults.phones import (
    AnotherIdEachTime,
    AnyOkay,
    BelievesTheId,
    DeletesFirst,
    DropsWhatIsRefused,
)

SEED = 3
pytestmark = pytest.mark.timeout(900)  # it waits for no clock, only for a slow machine
MISTAKES = {
    AnyOkay: "lost: ",
    DropsWhatIsRefused: "lost: ",
    DeletesFirst: "lost: ",
    BelievesTheId: "lost: ",
    AnotherIdEachTime: "twice: an item",
}


def test_it_takes_each_answer_once_through_every_fault():
    assert network.run("short", SEED).faults == []


@pytest.fixture(scope="module")
def where() -> Iterator[Scene]:
    with scene("sqlite", len(MISTAKES)) as made:
        yield made


def faults(where: Scene, made_as: type[Phone]) -> list[str]:
    """What shows when every fault was met by a phone like this."""
    number = list(MISTAKES).index(made_as)
    one = where._replace(invites=where.invites[number : number + 1])
    phones = one.phones(made_as, SEED)
    history = network.on(one, phones, len(network.FAULTS), SEED, Figures())
    own = [row for row in rows_of(where.all_seeing) if row.patient == phones[0].patient]
    return history.faults(own)


@pytest.mark.parametrize("made_as", MISTAKES)
def test_a_mistaken_phone_is_caught(where, made_as):
    assert any(MISTAKES[made_as] in fault for fault in faults(where, made_as))


def test_a_server_that_compares_no_digest_is_caught():
    with scene("sqlite", 1, "tests.faults.servers:believes_the_header") as where:
        phones = where.phones(Phone, SEED)
        history = network.on(where, phones, len(network.FAULTS), SEED, Figures())
        found = history.faults(rows_of(where.all_seeing))
    assert any("altered: " in fault for fault in found)
