"""Which systems are told what happens: entered, tried out, renewed, ended by administrators."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import webhooks
from pwa.care.clock import now
from pwa.care.webhooks import delivery, registry
from pwa.clinic.webhook_words import ALL, ENDED, ERRORS, EVENTS
from pwa.store.tables import AuditEvent, Staff, Webhook, WebhookDelivery
from tests.care.webhooks.telling import URL, tells
from tests.clinic.nurse import words

PATH = "/clinic/settings/webhooks"
TAKEN = delivery.Outcome(204)
BOTH = ["contact.requested", "contact.closed"]


@pytest.fixture
def told(nora, session, cast) -> Webhook:
    ids = tells(session, cast.oak, cast.nora)
    row = session.get_one(Webhook, (cast.oak, ids["webhook_id"]))
    session.commit()
    return row


@pytest.fixture
def sent(told, session) -> WebhookDelivery:
    """A message on its way to it."""
    row = session.exec(select(WebhookDelivery)).one()
    session.commit()
    return row


def arrives(session, row, outcome=TAKEN) -> None:
    letter = delivery.claim(session, row.clinic_id, row.id, row.due_at)
    delivery.settle(session, letter, outcome, now())
    session.commit()


def secret_in(page: str) -> str:
    return re.search(r"whsec_[A-Za-z0-9+/=]+", page)[0]


def test_there_are_words_for_everything():
    assert tuple(EVENTS) == webhooks.EVENTS
    assert set(ALL) == {*webhooks.EVENTS, webhooks.TEST}


def test_an_address_is_added_and_its_secret_shown_once(nora, look):
    assert "No other system is told anything." in nora.page(PATH)
    shown = nora.post(f"{PATH}/new", url=f" {URL} ", events=BOTH)
    assert shown.status_code == 200
    [row] = look(select(Webhook))
    assert secret_in(shown.text) == row.secret
    assert (row.url, row.events) == (URL, BOTH)
    for path in (PATH, f"{PATH}/{row.id}"):
        assert "whsec_" not in nora.get(path).text
    assert URL in nora.page(PATH)
    assert "webhook.added" in trail(look)


def trail(look) -> list[str]:
    return [event.name for event in look(select(AuditEvent).order_by(AuditEvent.seq))]


@pytest.mark.parametrize(
    ("url", "events", "why"),
    [
        ("https://10.0.0.8/hook", BOTH, "Must be a public https address"),
        ("http://records.example.org/", BOTH, "Must be a public https address"),
        ("", BOTH, "Enter the address"),
        (URL, [], "Choose at least one"),
        (URL, ["patient.viewed"], "is not a valid choice"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(nora, look, url, events, why):
    assert why in nora.refused(f"{PATH}/new", url=url, events=events)
    assert look(select(Webhook)) == []


def test_it_shows_what_was_sent_and_what_came_back(nora, told, sent, session):
    assert "A test Waits 0" in nora.page(f"{PATH}/{told.id}")
    arrives(session, sent, delivery.Outcome(503, "refused"))
    page = nora.page(f"{PATH}/{told.id}")
    assert "The system refused it: 503" in page
    assert "Nothing has arrived there since" in page
    assert "Fails since" in nora.page(PATH)


def test_a_test_is_sent(nora, told, look):
    assert "A test is on its way." in nora.done(f"{PATH}/{told.id}/test")
    assert [row.event for row in look(select(WebhookDelivery))] == ["webhook.test"] * 2


def test_a_message_is_sent_again(nora, told, sent, session, look):
    again = f"{PATH}/deliveries/{sent.id}/again"
    assert "This is on its way already." in nora.refused(again)
    arrives(session, sent)
    assert "under the same id" in nora.done(again)
    [row] = look(select(WebhookDelivery))
    assert (row.state, row.tries) == ("waiting", 1)


def test_it_wants_other_events(nora, told, look):
    nora.done(f"{PATH}/{told.id}/events", events=["policy.published"])
    assert look(select(Webhook))[0].events == ["policy.published"]
    assert "Choose at least one" in nora.refused(f"{PATH}/{told.id}/events")


def test_its_secret_is_renewed(nora, told, look):
    shown = nora.post(f"{PATH}/{told.id}/secret")
    [row] = look(select(Webhook))
    assert secret_in(shown.text) == row.secret != row.old_secret
    assert "signs as well until" in words(shown)
    assert "less than a day ago" in nora.refused(f"{PATH}/{told.id}/secret")


def test_it_is_ended_started_again_and_removed(nora, told, sent, look):
    here = f"{PATH}/{told.id}"
    assert "End it first." in nora.refused(f"{here}/remove")
    assert "You ended it." in nora.done(f"{here}/end")
    assert look(select(WebhookDelivery))[0].error == "ended"
    assert "Start it again first." in nora.refused(f"{here}/test")
    assert "Start it again first." in nora.refused(f"{PATH}/deliveries/{sent.id}/again")
    assert "It is told again" in nora.done(f"{here}/start")
    nora.done(f"{here}/end")
    assert "No other system is told anything." in nora.done(f"{here}/remove")
    assert look(select(WebhookDelivery)) == []


@pytest.mark.parametrize("why", ["gone", "failing"])
def test_the_settings_say_that_one_has_ended_by_itself(nora, told, session, why):
    assert "A webhook has ended." not in nora.page("/clinic/settings")
    registry.end(session, told, why)
    session.commit()
    assert "A webhook has ended." in nora.page("/clinic/settings")
    assert ENDED[why] in nora.page(PATH)


def test_there_are_words_for_what_went_wrong(nora, told, sent, session):
    for error, said in ERRORS.items():
        session.refresh(sent)
        sent.error, sent.state = error, "failed"
        session.commit()
        assert said in nora.page(f"{PATH}/{told.id}")


def test_it_asks_again_who_it_is(nora, told, clock):
    clock.shift(timedelta(minutes=6))
    for act in ("secret", "end", "start", "remove", "events"):
        asked = nora.post(f"{PATH}/{told.id}/{act}")
        assert (asked.status_code, "Confirm that it’s you" in words(asked)) == (403, True)
    assert nora.post(f"{PATH}/new", url=URL, events=BOTH).status_code == 403


def test_only_who_may_change_settings_sees_them(nora, told, session, cast):
    session.get_one(Staff, (cast.oak, cast.nora)).role = "clinician"
    session.commit()
    assert nora.get(PATH).status_code == 403
    assert "A webhook" not in nora.page("/clinic/settings")
