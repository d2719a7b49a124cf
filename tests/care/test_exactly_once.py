import hashlib
import json
import threading
from uuid import uuid4

import pytest

from pwa.care import check_in, clock
from pwa.care.arrival import Arrival
from pwa.errors import Forbidden
from pwa.store.db import Database
from pwa.store.tables import AdviceRecord, Clinic, Patient, Quarantine
from tests.care.conftest import BLANK, TODAY, ago
from tests.items import SEVERE, WELL


def test_it_keeps_a_new_check_in(ana):
    receipt = ana.checks_in(TODAY)
    assert receipt.outcome == "new"
    assert [(row.id, row.digest) for row in ana.check_ins()] == [(receipt.id, receipt.digest)]


def test_it_keeps_a_retry_once(ana):
    item, item_id = ana.item(TODAY), str(uuid4())
    outcomes = [ana.sends(item, item_id).outcome for _ in range(3)]
    assert outcomes == ["new", "identical", "identical"]
    assert len(ana.check_ins()) == len(ana.rows(AdviceRecord)) == 1


def test_it_gives_a_retry_the_first_receipt_again(ana, clock):
    item, item_id = ana.item(TODAY, SEVERE), str(uuid4())
    first = ana.sends(item, item_id)
    clock.shift(3600)
    again = ana.sends(item, item_id)
    assert again._replace(outcome="new") == first


def test_it_keeps_the_second_of_two_with_one_id(ana):
    item_id = str(uuid4())
    ana.sends(ana.item(TODAY), item_id)
    receipt = ana.sends(ana.item(TODAY, SEVERE), item_id)
    assert receipt.outcome == "conflict"
    assert [row.answers for row in ana.check_ins()] == [WELL]
    (kept,) = ana.rows(Quarantine)
    assert json.loads(kept.body)["answers"] == SEVERE


def test_it_keeps_a_conflict_once(ana):
    item_id = str(uuid4())
    ana.sends(ana.item(TODAY), item_id)
    for _ in range(3):
        assert ana.sends(ana.item(TODAY, SEVERE), item_id).outcome == "conflict"
    assert len(ana.kept()) == 1


def test_it_keeps_both_check_ins_of_a_day(ana):
    ana.checks_in(TODAY, BLANK)
    assert ana.checks_in(TODAY, SEVERE).outcome == "amended"
    assert [row.answers for row in ana.check_ins()] == [BLANK, SEVERE]
    assert ana.asked() == ("severe-score", "soon", TODAY)


def test_it_numbers_arrivals_without_gaps(ana):
    for day in (5, 9, 1):
        ana.checks_in(ago(day))
    assert [(row.seq, row.on) for row in ana.check_ins()] == [(1, ago(5)), (2, ago(9)), (3, ago(1))]


def test_it_keeps_nothing_of_another_patients(ana):
    with pytest.raises(Forbidden):
        ana.sends(ana.item(TODAY, patient="somebody-else"))
    ana.s.rollback()
    assert ana.check_ins() == []
    assert ana.kept() == []


def test_it_lets_nobody_claim_an_id_of_another_patient(ana, session, cast):
    receipt = ana.checks_in(TODAY)
    eve = Patient(clinic_id=cast.oak, name="Eve Elder", created_at=clock.now())
    session.add(eve)
    session.flush()
    body = json.dumps(ana.item(TODAY, SEVERE, patient=eve.id)).encode()
    digest = hashlib.sha256(body).hexdigest()
    claim = Arrival(ana.clinic, eve, None, receipt.id, body, digest, clock.now())
    assert check_in.receive(session, claim, None).outcome == "conflict"
    session.commit()
    assert [row.answers for row in ana.check_ins()] == [WELL]


def test_it_counts_every_outcome(ana):
    item, item_id = ana.item(ago(1)), str(uuid4())
    ana.sends(item, item_id)
    ana.sends(item, item_id)
    ana.sends(ana.item(ago(1), SEVERE), item_id)
    ana.checks_in(ago(1))
    ana.checks_in(ago(1), [9] * 7)
    assert ana.counted() == {"new": 1, "identical": 1, "conflict": 1, "amended": 1, "invalid": 1}


def test_it_keeps_one_row_under_concurrent_retries(ana, database_url, cast):
    item, item_id = ana.item(TODAY, SEVERE), str(uuid4())
    database = Database(database_url)
    body = json.dumps(item).encode()
    digest = hashlib.sha256(body).hexdigest()
    outcomes, start = [], threading.Barrier(8)

    def send():
        start.wait()
        with database.session(clinic_id=cast.oak) as s:
            patient = s.get_one(Patient, (cast.oak, cast.ana))
            clinic = s.get_one(Clinic, cast.oak)
            arrival = Arrival(clinic, patient, None, item_id, body, digest, clock.now())
            outcomes.append(check_in.receive(s, arrival, None).outcome)
            s.commit()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.engine.dispose()
    assert sorted(outcomes) == ["identical"] * 7 + ["new"]
    assert len(ana.check_ins()) == len(ana.rows(AdviceRecord)) == len(ana.requests()) == 1
