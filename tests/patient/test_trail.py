"""What patients do that staff should be able to trace; a check-in has a journal of its own."""

from sqlmodel import select

from pwa.care import audit
from pwa.store.tables import AuditEvent

OURS = {"X-Booster": "1"}


def told(rows) -> list[tuple[str, dict]]:
    return [(event.name, event.details) for event in sorted(rows(AuditEvent), key=lambda e: e.seq)]


def test_it_tells_of_pairing_downloads_and_a_wish_to_be_deleted(phone, rows, session, cast):
    phone.put(phone.item())
    phone.client.get("/api/data.csv")
    phone.client.put("/api/deletion", headers=OURS)
    phone.client.delete("/api/deletion", headers=OURS)
    phone.client.delete("/api/session", headers=OURS)
    events = told(rows)
    device = events[0][1]["phone"]
    assert events == [
        ("phone.paired", {"phone": device}),
        ("own-data.downloaded", {"format": "csv"}),
        ("deletion.asked", {}),
        ("deletion.withdrawn", {}),
        ("phone.revoked", {"phone": device}),
    ]
    assert audit.verify(session, cast.oak).seq == len(events)


def test_it_says_that_the_patient_did_it(phone, session, cast):
    event = session.exec(select(AuditEvent)).one()
    session.commit()
    assert (event.actor, event.actor_id, event.subject_id) == ("patient", cast.ana, cast.ana)


def test_a_guess_that_opens_nothing_leaves_no_trace(stranger, rows):
    assert stranger.pair("wrong").status_code == 404
    assert rows(AuditEvent) == []
