"""Who is told: public addresses only, with a secret that can be renewed without a gap."""

from datetime import timedelta

import pytest
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from pwa.care.checks import Checks
from pwa.care.clock import now
from pwa.care.webhooks import EVENTS, address, journal, registry, signature
from pwa.errors import Conflict, Invalid
from pwa.store import directory
from pwa.store.tables import Webhook

INSIDE = [
    *("http://records.example.org/", "https://localhost/", "https://127.0.0.1/", "https://[::1]/"),
    *("https://10.0.0.8/", "https://192.168.1.1/", "https://169.254.169.254/latest", "https://db/"),
    *(
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
    ),
    *("https://user:secret@records.example.org/", "https://records.example.org:22/"),
    *("ftp://records.example.org/", "", "records.example.org", "https://", "https://[::1"),
    *("https://records.example.org/a b", "https://records.example.org/\n", "https://räcords.org/"),
    "https://records.example.org/" + "a" * 1000,
]


def faults(url: str, *, local: bool) -> list[str]:
    checks = Checks()
    address.check(checks, url, local)
    return [fault.field for fault in checks.faults]


def test_an_address_outside_is_taken():
    assert faults("https://records.example.org:443/hook?of=oak", local=False) == []


def test_all_faults_are_named_at_once(session, cast):
    with pytest.raises(Invalid) as refused:
        registry.add(session, cast.oak, "https://10.0.0.8/", [], cast.nora, local=False)
    assert [fault.field for fault in refused.value.faults] == ["url", "events"]


@pytest.mark.parametrize("number", range(len(INSIDE)))
def test_an_address_that_does_not_lead_outside_is_refused(number):
    assert faults(INSIDE[number], local=False) == ["url"]


def test_loopback_is_for_those_who_try_it_out():
    assert faults("http://127.0.0.1:8080/hook", local=True) == []
    assert faults("http://10.0.0.8/", local=True) == ["url"]


@pytest.mark.parametrize("events", [[], ["contact.requested", "patient.viewed"]])
def test_it_wants_events_that_there_are(session, cast, events):
    with pytest.raises(Invalid, match="choose at least one"):
        registry.add(session, cast.oak, "https://else.example.org/", events, cast.nora, local=False)


def test_there_are_only_so_many(told, cast):
    for number in range(registry.MOST - 1):
        url = f"https://else.example.org/{number}"
        made = registry.add(told.s, cast.oak, url, EVENTS, cast.nora, local=False)
    with pytest.raises(Conflict, match="10 addresses"):
        registry.add(told.s, cast.oak, "https://x.example.org/", EVENTS, cast.nora, local=False)
    registry.end(told.s, made, "staff")
    registry.add(told.s, cast.oak, "https://x.example.org/", EVENTS, cast.nora, local=False)
    with pytest.raises(Conflict, match="10 addresses"):
        registry.resume(told.s, made)


def test_the_worker_looks_only_at_clinics_that_tell_somebody(told, cast):
    assert directory.clinics(told.s, registry.KIND) == [cast.oak]
    registry.end(told.s, told.webhook, "staff")
    assert directory.clinics(told.s, registry.KIND) == []
    registry.resume(told.s, told.webhook)
    registry.resume(told.s, told.webhook)
    assert directory.clinics(told.s, registry.KIND) == [cast.oak]
    assert (told.webhook.ended_at, told.webhook.ended_why) == (None, "")


def test_one_that_is_told_is_not_removed(told):
    with pytest.raises(Conflict, match="End it first"):
        registry.remove(told.s, told.webhook)
    registry.end(told.s, told.webhook, "staff")
    registry.remove(told.s, told.webhook)
    assert registry.of_clinic(told.s, told.webhook.clinic_id) == []


def verified(webhook: Webhook, secret: str) -> bool:
    """Whether a receiver with this secret takes it, by a library that others wrote."""
    body = signature.body_of({"type": "webhook.test"})
    try:
        Receiver(secret).verify(body, signature.headers(webhook, "msg_1", body, now()))
    except WebhookVerificationError:
        return False
    return True


def test_receivers_know_us_while_the_secret_changes(told, clock):
    webhook, first = told.webhook, told.webhook.secret
    assert first.startswith("whsec_")
    assert verified(webhook, first)
    registry.renew_secret(told.s, webhook)
    assert webhook.secret != first
    assert verified(webhook, first)
    assert verified(webhook, webhook.secret)
    with pytest.raises(Conflict, match="less than a day ago"):
        registry.renew_secret(told.s, webhook)
    clock.shift(timedelta(days=1))
    assert not verified(webhook, first)
    assert verified(webhook, webhook.secret)
    journal.forget(told.s, webhook.clinic_id, now())
    assert webhook.old_secret == ""


def test_secrets_and_addresses_are_sealed(told):
    raw = told.s.connection().exec_driver_sql("SELECT url, secret FROM webhook").all()
    assert len(raw) == 1
    assert not [value for value in raw[0] if "example" in value or "whsec" in value]
