"""An unsafe or unclear setting stops the start and says which and why."""

import pytest
from flask import request

from pwa.config import Refused, Settings

KEY = {"SECRET_KEY": "k" * 32}
REFUSED = [
    ({}, "SECRET_KEY"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    (KEY | {"PORT": "http"}, "PORT"),
    (KEY | {"PORT": "70000"}, "PORT"),
    (KEY | {"PORT": "-1"}, "PORT"),
    (KEY | {"BOOSTER_DEMO": "yes"}, "BOOSTER_DEMO"),
    (KEY | {"BOOSTER_HTTPS": "true"}, "BOOSTER_HTTPS"),
    (KEY | {"HOST": "0.0.0.0"}, "HOST"),
    (KEY | {"HOST": "192.0.2.7", "BOOSTER_DEMO": "1"}, "HOST"),
    (KEY | {"HOST": "clinic.example"}, "HOST"),
    (KEY | {"BOOSTER_HTTPS": "1"}, "TRUSTED_PROXIES"),
    (KEY | {"BOOSTER_HTTPS": "1", "TRUSTED_PROXIES": "9"}, "TRUSTED_PROXIES"),
]


@pytest.mark.parametrize(("env", "named"), REFUSED)
def test_it_refuses_an_unsafe_setting_and_names_it(env, named):
    with pytest.raises(Refused, match=named):
        Settings.from_environment(env)


def test_it_needs_only_a_secret_on_this_machine():
    settings = Settings.from_environment(KEY)
    assert (settings.host, settings.port, settings.https) == ("127.0.0.1", 8000, False)
    assert settings.database_url == "sqlite:///instance/booster.sqlite"


def test_it_may_be_reached_from_outside_behind_a_proxy_with_https():
    env = KEY | {"BOOSTER_HTTPS": "1", "TRUSTED_PROXIES": "1", "HOST": "0.0.0.0"}
    assert Settings.from_environment(env).trusted_hosts is None


def test_it_answers_only_to_its_own_name(make_app):
    plain = make_app().test_client()
    assert plain.get("/", headers={"Host": "localhost:8000"}).status_code == 200
    assert plain.get("/", headers={"Host": "evil.example"}).status_code == 400
    named = make_app(https=True, proxies=1, hosts=("check.oak.example",)).test_client()
    assert named.get("/", headers={"Host": "check.oak.example"}).status_code == 200
    assert named.get("/", headers={"Host": "localhost"}).status_code == 400


def test_it_believes_as_many_proxies_as_it_was_told(make_app):
    said = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    for proxies, address, scheme in ((0, "127.0.0.1", "http"), (1, "198.51.100.7", "https")):
        app = make_app(proxies=proxies)
        seen: list[tuple[str, str]] = []

        @app.before_request
        def look(seen=seen):
            seen.append((request.remote_addr, request.scheme))

        app.test_client().get("/", headers=said)
        assert seen == [(address, scheme)]


HTTPS = KEY | {"BOOSTER_HTTPS": "1", "TRUSTED_PROXIES": "1"}
NO_REACH = [
    ({"BOOSTER_CONTACT": "admin@oak.clinic"}, "BOOSTER_CONTACT"),
    ({"BOOSTER_CONTACT": "mailto:nobody"}, "BOOSTER_CONTACT"),
    ({"BOOSTER_CONTACT": "mailto:a@example.com"}, "BOOSTER_CONTACT"),
    ({"BOOSTER_CONTACT": "mailto:a@booster.invalid"}, "BOOSTER_CONTACT"),
    ({"BOOSTER_CONTACT": "https://localhost"}, "BOOSTER_CONTACT"),
    ({"BOOSTER_CONTACT": "http://oak.clinic"}, "BOOSTER_CONTACT"),
    ({"SMTP_URL": "smtp://mail.oak.clinic"}, "MAIL_FROM"),
    ({"SMTP_URL": "mail.oak.clinic", "MAIL_FROM": "a@oak.clinic"}, "SMTP_URL"),
    ({"SMTP_URL": "smtp://u:secret@host:port", "MAIL_FROM": "a@oak.clinic"}, "SMTP_URL"),
    ({"PUBLIC_URL": "http://check.oak.clinic"}, "PUBLIC_URL"),
    ({"PUBLIC_URL": "https://check.oak.clinic/app"}, "PUBLIC_URL"),
    (HTTPS | {"BOOSTER_CONTACT": "mailto:a@oak.clinic"}, "PUBLIC_URL"),
]


@pytest.mark.parametrize(("env", "named"), NO_REACH)
def test_it_refuses_a_reach_that_leads_nowhere(env, named):
    with pytest.raises(Refused, match=named) as refused:
        Settings.from_environment(KEY | env)
    assert "secret" not in str(refused.value)


def test_it_reads_how_reminders_go_out():
    settings = Settings.from_environment(
        HTTPS
        | {
            "BOOSTER_CONTACT": "mailto:hello@oak.clinic",
            "SMTP_URL": "smtp://post%40oak:p%2Fw@mail.oak.clinic",
            "MAIL_FROM": "hello@oak.clinic",
            "TRUSTED_HOSTS": "check.oak.clinic",
        }
    )
    mail = settings.reach.mail
    assert (mail.host, mail.port, mail.user, mail.password) == (
        *("mail.oak.clinic", 587),
        *("post@oak", "p/w"),
    )
    assert settings.public_url == "https://check.oak.clinic"
    assert not settings.reach.mail.is_local


def test_without_settings_nothing_leaves_this_machine():
    assert not Settings.from_environment(KEY).reach.sends
