"""Other systems get what happens: signed, once each, by however many workers."""

import threading

from pwa.care.webhooks import delivery
from pwa.store.tables import JobRun
from tests.care.conftest import TODAY
from tests.items import SEVERE
from tests.reminders.conftest import Reached, tells
from tests.reminders.test_worker import PATIENCE, until, worker
from tests.reminders.webhook_receiver import rows, send, states, tries_out


def test_it_arrives_once_it_can_be_taken(ana, told, other, clock):
    """The other verifies each attempt; it is away twice, and has each event once in the end."""
    other.answers = [500, "hang up"]
    receipt = ana.checks_in(TODAY, SEVERE)
    for wait in (0, *delivery.RETRIES[:3]):
        clock.shift(wait * 1.2 if wait else 0)
        send(ana)
    assert states(ana) == {("sent", 204, "")}
    kinds = {got.payload["type"]: got.payload["data"] for got in other.got}
    assert (len(other.got), other.tries) == (2, 4)
    assert kinds["check-in.received"]["check_in"] == receipt.id
    assert kinds["contact.requested"]["case"] == ana.requests()[0].id


def test_two_workers_send_one(ana, told, other):
    for _ in range(5):
        tries_out(ana, told)
    both = [threading.Thread(target=send, args=(ana,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(PATIENCE)
    assert len({got.message_id for got in other.got}) == len(other.got) == 5


def test_a_claim_of_a_dead_worker_is_taken_up(ana, told, other, clock):
    tries_out(ana, told)
    [row] = rows(ana)
    delivery.claim(ana.s, row.clinic_id, row.id, row.due_at)
    ana.s.commit()
    send(ana)
    assert other.tries == 0
    clock.shift(delivery.CLAIM_HOLDS)
    send(ana)
    assert [(row.state, row.tries) for row in rows(ana)] == [("sent", 2)]


def test_the_worker_sends_beside_its_jobs_and_leaves_a_trace(
    app, session, cast, settings, other, database_url
):
    """In a process of its own, by the real clock."""
    ana = Reached(session, cast, app.extensions["db"], settings)
    tries_out(ana, tells(ana, cast, other))
    with worker(database_url) as process:
        until(lambda: states(ana) == {("sent", 204, "")})
        process.terminate()
        assert process.wait(PATIENCE) == 0, process.stderr.read().decode()
    assert ana.s.get(JobRun, "webhooks").ended_at
