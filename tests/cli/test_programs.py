"""Record systems and webhooks from the shell."""

import json

import pytest

from pwa.store.tables import AuditEvent, Client, Webhook
from tests.cli.test_admin import oak, refused, shell  # noqa: F401
from tests.cli.test_staff import lena, nora  # noqa: F401
from tests.interop.program import jwks, key

BY = ("--by", "nora@oak.example")
URL = "https://records.example.org/booster"


@pytest.fixture
def keys(tmp_path):
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(jwks(key())))
    return str(file)


@pytest.fixture
def system(shell, nora, keys):  # noqa: F811
    facts = ("--name", "Ward", "--keys", keys, "--scope", "system/Patient.read")
    return shell.said("record-system", "add", *BY, *facts)


def test_it_lets_a_record_system_in_and_puts_it_on_record(shell, system, nora):  # noqa: F811
    assert system["scopes"] == ["system/Patient.rs"]
    (row,) = shell.rows(Client)
    assert (row.id, row.name, row.created_by) == (system["id"], "Ward", nora)
    last = shell.rows(AuditEvent)[-1]
    assert (last.name, last.actor, last.subject_id) == ("record-system.registered", "cli", row.id)


def test_it_revokes_one_once(shell, system):  # noqa: F811
    shell.said("record-system", "revoke", system["id"])
    assert shell.rows(Client)[0].revoked_at is not None
    refused(shell("record-system", "revoke", system["id"]), "ID: is not known, or revoked already")


def test_it_lists_them(shell, system):  # noqa: F811
    (row,) = shell.said("record-system", "list")["record_systems"]
    assert (row["name"], row["used_at"], row["revoked_at"]) == ("Ward", None, None)
    assert "Ward  was never here" in shell("record-system", "list").stdout


def test_a_private_key_is_refused_and_not_repeated(shell, nora, tmp_path):  # noqa: F811
    private = key().as_dict(private=True)
    file = tmp_path / "private.json"
    file.write_text(json.dumps(private))
    result = shell("record-system", "add", *BY, "--name", "Ward", "--keys", str(file),
                   "--scope", "system/Patient.r")  # fmt: skip
    assert result.exit_code == 2
    assert "keys: holds a private key" in result.stderr
    assert private["d"] not in result.output
    assert shell.rows(Client) == []


def test_only_who_may_change_settings_lets_one_in(shell, lena, keys):  # noqa: F811
    facts = ("--name", "Ward", "--keys", keys, "--scope", "system/Patient.r")
    who = ("--by", "lena@oak.example")
    refused(shell("record-system", "add", *who, *facts), "by: may not change the clinic's settings")
    who = ("--by", "nobody@oak.example")
    refused(shell("record-system", "add", *who, *facts), "by: is not known")


def test_an_address_is_told_and_its_secret_shown_once(shell, nora):  # noqa: F811
    made = shell.said("webhook", "add", *BY, "--url", URL, "--event", "contact.requested")
    (row,) = shell.rows(Webhook)
    assert (row.id, row.events) == (made["id"], ["contact.requested"])
    listed = shell("webhook", "list").output
    assert URL in listed
    assert made["secret"] not in listed


@pytest.mark.parametrize(("https", "code"), [("1", 2), (None, 0)])
def test_one_of_this_machine_is_for_trying_it_without_https(shell, nora, https, code):  # noqa: F811
    words = ("--url", "http://127.0.0.1:9/hook")
    assert shell("webhook", "add", *BY, *words, BOOSTER_HTTPS=https).exit_code == code
