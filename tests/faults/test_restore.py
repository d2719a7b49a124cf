"""Backups, crashes and phones that offer again: and mistakes, each of which must show."""

import pytest

from chaos.restore import run
from chaos.restoring import Phone, Server

SEED = 5


class KeepsTheEpoch(Server):
    """A restored server says that it is the one from before."""

    def begins_epoch(self) -> None:
        pass


class HoldsTooEarly(Server):
    """Phones may forget what came after the backup had begun."""

    def holds(self, seqs) -> None:
        super().holds(self.seqs())


class HoldsUnverified(Server):
    """Phones may forget before the backup has been tried."""

    def begins_backup(self) -> None:
        super().begins_backup()
        self.holds(self._seqs)


class ForgetsAtTheReceipt(Phone):
    def settles(self, item, receipt) -> None:
        super().settles(item, receipt)
        del self.copies[item.id]


class BelievesAnyEpoch(Phone):
    """A number of another life counts as one of this."""

    def is_safe(self, of, seq, said) -> bool:
        return seq <= said["seq"]


class NumbersContactsAsBefore(Server):
    """A contact is taken for safe with the check-in before it."""

    def receives(self, item):
        receipt = super().receives(item)
        return receipt._replace(seq=receipt.seq - (item.kind == "contact"))


def test_nothing_promised_is_lost():
    figures = run("short", SEED)
    assert figures.faults == []
    assert min(int(count) for count in figures.counted.values()) > 0


@pytest.mark.parametrize(
    "mistake", [KeepsTheEpoch, HoldsTooEarly, HoldsUnverified, NumbersContactsAsBefore]
)
def test_a_server_with_a_mistake_is_caught(mistake):
    assert run("short", SEED, server=mistake).faults


@pytest.mark.parametrize("mistake", [ForgetsAtTheReceipt, BelievesAnyEpoch])
def test_a_phone_with_a_mistake_is_caught(mistake):
    assert run("short", SEED, phone=mistake).faults
