"""Every answer of the API to an item, and the one shape of its errors."""

import hashlib
import json
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from pwa.care import check_in_row
from pwa.store.tables import CheckIn, Contact, Quarantine
from tests.items import SEVERE, WELL

SAME_ID = "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b11"


def error(answer):
    assert set(answer.json["error"]) == {"code", "message", "fields"}
    return answer.json["error"]["code"]


def digest(item):
    return hashlib.sha256(json.dumps(item).encode()).hexdigest()


def test_the_receipt_repeats_id_and_digest_and_gives_the_advice(phone):
    item = phone.item(answers=SEVERE)
    answer = phone.put(item, SAME_ID)
    assert answer.status_code == 201
    said = answer.json
    assert (said["id"], said["digest"], said["outcome"]) == (SAME_ID, digest(item), "new")
    assert (said["received_at"], said["clinic"]) == ("2026-04-27T15:00:00+00:00", "Oak Clinic")
    assert (said["advice"]["headline"], said["advice"]["urgency"]) == ("severe-score", "soon")
    assert {"action", "title", "message", "rank", "may_mention_booster"} <= set(said["advice"])


def test_a_retry_gets_the_receipt_again_with_200(phone, clock, rows):
    item = phone.item()
    first = phone.put(item, SAME_ID)
    clock.shift(3600)
    again = phone.put(item, SAME_ID)
    assert (again.status_code, again.json["outcome"]) == (200, "identical")
    assert again.json | {"outcome": "new"} == first.json
    assert len(rows(CheckIn)) == 1


def test_a_second_of_the_day_is_kept_as_well(phone):
    phone.put(phone.item())
    answer = phone.put(phone.item(answers=SEVERE))
    assert (answer.status_code, answer.json["outcome"]) == (201, "amended")


def test_other_answers_under_one_id_are_a_conflict_and_kept(phone, rows):
    phone.put(phone.item(), SAME_ID)
    other = phone.item(answers=SEVERE)
    answer = phone.put(other, SAME_ID)
    assert (answer.status_code, error(answer), answer.json["outcome"]) == (
        409,
        "conflict",
        "conflict",
    )
    assert (answer.json["id"], answer.json["digest"]) == (SAME_ID, digest(other))
    assert [row.answers for row in rows(CheckIn)] == [WELL]
    assert [json.loads(row.body)["answers"] for row in rows(Quarantine)] == [SEVERE]


def test_what_cannot_be_read_is_kept_and_named(phone, rows):
    item = phone.item(answers=[4, *WELL[1:]])
    answer = phone.put(item, SAME_ID)
    assert (answer.status_code, error(answer), answer.json["outcome"]) == (
        422,
        "invalid",
        "invalid",
    )
    assert (answer.json["id"], answer.json["digest"]) == (SAME_ID, digest(item))
    assert [fault["field"] for fault in answer.json["error"]["fields"]] == ["answers[0]"]
    assert [row.digest for row in rows(Quarantine)] == [digest(item)]


@pytest.mark.parametrize(
    "said",
    ["", "sha-256=:AAAA:", "sha-256=:not base64:", "md5=:AAAA:", "sha-256=:" + "A" * 43 + "=:"],
)
def test_what_was_altered_on_the_way_is_not_kept(phone, rows, said):
    answer = phone.put(phone.item(), **{"Content-Digest": said})
    assert (answer.status_code, error(answer)) == (400, "bad-request")
    assert rows(CheckIn) == rows(Quarantine) == []


def test_an_unpaired_phone_is_told_to_pair(stranger, rows):
    answer = stranger.put(stranger.item())
    assert (answer.status_code, error(answer)) == (401, "unauthorized")
    assert rows(CheckIn) == rows(Quarantine) == []


def test_another_patients_item_is_refused_and_not_kept(phone, rows, cast):
    answer = phone.put(phone.item(patient=cast.ben))
    assert (answer.status_code, error(answer)) == (403, "forbidden")
    assert rows(CheckIn) == rows(Quarantine) == []


def test_too_much_is_refused(phone, rows):
    answer = phone.put(phone.item(shown={"headline": "x" * 70_000}))
    assert answer.status_code == 413
    assert error(answer)
    assert rows(CheckIn) == []


def test_only_json_is_taken(phone, rows):
    assert phone.put(phone.item(), **{"Content-Type": "text/plain"}).status_code == 415
    assert rows(CheckIn) == []


def test_an_id_is_a_uuid(phone):
    assert phone.put(phone.item(), "mine").status_code == 404


@pytest.mark.parametrize("kind", ["check-ins", "contacts"])
@pytest.mark.parametrize(
    "header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_is_refused(phone, rows, kind, header):
    assert phone.put(phone.item(), kind=kind, **header).status_code == 403
    assert rows(CheckIn) == rows(Contact) == []


@pytest.mark.parametrize("kind", ["check-ins", "contacts"])
def test_a_request_without_our_header_is_refused(phone, kind, rows):
    answer = phone.put(phone.item(), kind=kind, **{"X-Booster": ""})
    assert (answer.status_code, error(answer)) == (400, "bad-request")
    assert "X-Booster" in answer.json["error"]["message"]
    assert rows(CheckIn) == rows(Contact) == []


def test_a_database_that_is_away_is_never_a_success(phone, rows):
    away = OperationalError("INSERT", {}, Exception("disk full"))
    with patch.object(check_in_row, "bound", side_effect=away):
        answer = phone.put(phone.item())
    assert (answer.status_code, error(answer)) == (503, "unavailable")
    assert "Retry-After" in answer.headers
    assert rows(CheckIn) == []


def test_it_answers_only_after_the_commit(phone, rows):
    away = OperationalError("COMMIT", {}, Exception("disk full"))
    with patch("sqlalchemy.Connection.commit", side_effect=away):
        assert phone.put(phone.item()).status_code == 503
    assert rows(CheckIn) == []


def test_it_takes_what_waited_for_forty_days(phone, clock):
    item = phone.item(answers=SEVERE)
    clock.shift(40 * 86_400)
    answer = phone.put(item, sent_at="2026-06-06T15:00:00Z")
    assert (answer.status_code, answer.json["advice"]["headline"]) == (201, "severe-score")
    said = phone.client.get("/api/session").json
    assert (said["check_ins"][0]["on"], said["request"]["since"]) == ("2026-04-27", "2026-04-27")


def test_it_corrects_a_clock_that_is_a_day_ahead(phone, rows):
    item = phone.item("2026-04-28")
    phone.put(item, sent_at="2026-04-28T15:00:00.123Z")
    (row,) = rows(CheckIn)
    assert (row.on.isoformat(), row.day_uncertain) == ("2026-04-27", True)


@pytest.mark.parametrize("sent_at", ["", "yesterday", "2026-04-27T15:00:00"])
def test_it_does_without_a_time_that_cannot_be_read(phone, sent_at):
    assert phone.put(phone.item(), sent_at=sent_at).status_code == 201


def noted(phone, **more):
    return {
        "patient": phone.patient,
        "on": "2026-04-27",
        "at": "2026-04-27T10:00:00",
        "offset_minutes": -240,
    } | more


def test_a_noted_contact_ends_the_request(phone, rows):
    phone.put(phone.item(answers=SEVERE))
    item = noted(phone)
    answer = phone.put(item, SAME_ID, "contacts")
    assert (answer.status_code, answer.json["outcome"]) == (201, "new")
    assert (answer.json["id"], answer.json["digest"]) == (SAME_ID, digest(item))
    said = phone.client.get("/api/session").json
    assert (said["request"], said["last_contact"]) == (None, "2026-04-27")
    assert [(row.source, row.outcome) for row in rows(Contact)] == [("patient", "patient-called")]


def test_a_noted_contact_is_kept_once(phone, rows):
    answers = [phone.put(noted(phone), SAME_ID, "contacts") for _ in range(3)]
    assert [answer.json["outcome"] for answer in answers] == ["new", "identical", "identical"]
    assert len(rows(Contact)) == 1


def test_another_contact_under_one_id_is_a_conflict(phone, rows):
    phone.put(noted(phone), SAME_ID, "contacts")
    answer = phone.put(noted(phone, on="2026-04-26"), SAME_ID, "contacts")
    assert (answer.status_code, answer.json["outcome"]) == (409, "conflict")
    assert (len(rows(Contact)), len(rows(Quarantine))) == (1, 1)


def test_a_contact_that_cannot_be_read_is_kept_for_staff(phone, rows):
    answer = phone.put(noted(phone, on="soon"), SAME_ID, "contacts")
    assert (answer.status_code, answer.json["outcome"]) == (422, "invalid")
    assert (rows(Contact), len(rows(Quarantine))) == ([], 1)


def test_a_contact_of_another_patient_is_refused(phone, rows, cast):
    assert phone.put(noted(phone, patient=cast.ben), kind="contacts").status_code == 403
    assert rows(Contact) == rows(Quarantine) == []


def test_a_contact_on_a_day_ahead_is_of_today(phone, rows):
    assert phone.put(noted(phone, on="2026-04-28"), kind="contacts").status_code == 201
    assert rows(Contact)[0].on.isoformat() == "2026-04-27"


def test_nothing_that_is_sent_may_be_kept_on_the_way(phone):
    for item_id in (str(uuid4()), "0c5f0a31-6c53-4f38-9a3e-0f5f0c3f9b12"):
        assert phone.put(phone.item(), item_id).headers["Cache-Control"] == "no-store"
