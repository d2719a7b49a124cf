from uuid import uuid4

from sqlmodel import select

from pwa.care import epoch, noted
from pwa.store.db import enter
from pwa.store.tables import Clinic, Server
from tests.care.conftest import TODAY, ago


def notes_a_contact(ana, item_id: str | None = None):
    arrival = ana.arrival({"patient": ana.patient.id, "on": TODAY.isoformat()}, item_id)
    receipt = noted.receive(ana.s, arrival, None)
    ana.s.commit()
    return receipt


def saved_seq(ana) -> int:
    enter(ana.s, ana.clinic.id)
    found = ana.s.exec(select(Clinic.saved_seq).where(Clinic.id == ana.clinic.id)).one()
    ana.s.commit()
    return found


def test_a_receipt_says_the_epoch_and_the_number(ana):
    receipts = [ana.checks_in(ago(day)) for day in (3, 2)]
    assert [one.seq for one in receipts] == [1, 2]
    assert {one.epoch for one in receipts} == {epoch.current(ana.s)}


def test_a_retry_is_told_the_first_number(ana):
    item, item_id = ana.item(ago(3)), str(uuid4())
    ana.sends(item, item_id)
    ana.checks_in(ago(2))
    assert ana.sends(item, item_id).seq == 1


def test_a_contact_is_safe_with_the_check_in_after_it(ana):
    ana.checks_in(ago(2))
    item_id = str(uuid4())
    assert notes_a_contact(ana, item_id).seq == 2
    ana.checks_in(ago(1))
    assert notes_a_contact(ana, item_id).seq == 3


def test_another_epoch_begins_with_all_that_is_there_held(ana):
    before = epoch.current(ana.s)
    ana.checks_in(ago(2))
    made = epoch.begin(ana.s)
    ana.s.commit()
    assert before != made
    assert epoch.current(ana.s).startswith(made)
    assert saved_seq(ana) == 1


def test_a_recovery_to_a_point_in_time_is_another_epoch(ana, database_kind):
    """PostgreSQL goes on in another timeline; SQLite has none."""
    (first,) = ana.s.exec(select(Server.epoch)).all()
    ana.s.connection().info["timeline"] = "00000002"
    assert epoch.current(ana.s) == f"{first}.00000002"
    ana.s.connection().info["timeline"] = ""


def test_what_is_held_grows_only(ana):
    for seq in (4, 2):
        epoch.held(ana.s, {ana.clinic.id: seq})
        ana.s.commit()
    assert saved_seq(ana) == 4
    assert ana.s.exec(select(Server.saved_at)).one() is not None


def test_a_clinic_without_check_ins_has_none_held(ana, cast):
    epoch.begin(ana.s)
    ana.s.commit()
    assert saved_seq(ana) == 0
