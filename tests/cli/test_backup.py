"""A backup brings everything back, and phones are told how far it goes."""

from sqlmodel import select

from pwa.care import epoch
from pwa.care.backup import made
from pwa.store.db import Database
from pwa.store.tables import CheckIn, Clinic
from tests.care.conftest import ago
from tests.databases import everything
from tests.items import SEVERE


def answers_in(url: str) -> list[list[int | None]]:
    database = Database(url)
    with everything(database) as s:
        found = list(s.exec(select(CheckIn.answers).order_by(CheckIn.seq)))
    database.engine.dispose()
    return found


def state_of(url: str) -> tuple[str, int]:
    """The epoch, and how far the clinic with check-ins is held."""
    database = Database(url)
    with everything(database) as s:
        found = epoch.current(s), max(s.exec(select(Clinic.saved_seq)))
    database.engine.dispose()
    return found


def test_it_brings_everything_back_into_another_epoch(operator, life, database_kind, tmp_path):
    facts = operator.backs_up()
    before, _ = state_of(operator.url)
    life.checks_in(ago(1))
    assert facts["rows"]["check_in"] == 2
    empty = database_kind.bare(tmp_path)
    operator.goes_to(empty)
    operator.says("restore", "one.age", "--identity", "key.txt")
    assert answers_in(empty) == [SEVERE, SEVERE]
    after, held = state_of(empty)
    assert before != after
    assert held == 2


def test_phones_may_forget_what_is_in_it_and_no_more(operator, life, monkeypatch):
    def meanwhile(*arguments):
        life.checks_in(ago(1))
        return verified(*arguments)

    verified = made.verify
    monkeypatch.setattr(made, "verify", meanwhile)
    assert state_of(operator.url)[1] == 0
    operator.backs_up()
    assert state_of(operator.url)[1] == 2
    assert len(answers_in(operator.url)) == 3


def test_it_refuses_a_place_that_is_not_empty(operator, life):
    operator.backs_up()
    assert "is not empty" in operator.refuses("restore", "one.age", "--identity", "key.txt")
    assert len(answers_in(operator.url)) == 2
