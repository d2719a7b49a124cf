"""What deploy/ gives to operators can be read by what it is for, and sets only what there is."""

import configparser
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chaos.deploy_proxy import NGINX
from pwa.config import Settings
from pwa.errors import Unsafe
from pwa.store import start

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
READ_IN = ("pwa/config.py", "pwa/reach.py", "pwa/data_keys.py", "gunicorn.conf.py")
SOURCES = "\n".join((ROOT / name).read_text() for name in READ_IN if (ROOT / name).exists())
KNOWN = set(re.findall(r'"([A-Z][A-Z_]+)"', SOURCES))
# Python's own.
PATHS = {"PATH", "PYTHONDONTWRITEBYTECODE"}


def environment(file: str = "environment") -> dict[str, str]:
    lines = (DEPLOY / file).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def dockerfile() -> list[list[str]]:
    """Each instruction with its words; continued lines are none here."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    return [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def unit():
    read = configparser.ConfigParser(strict=False, delimiters=("=",), interpolation=None)
    read.optionxform = str
    read.read(DEPLOY / "booster.service")
    return read


def test_the_environment_sets_only_what_the_app_reads():
    assert {"SECRET_KEY", "DATABASE_URL", "TRUSTED_HOSTS"} <= environment().keys() <= KNOWN


def test_the_app_starts_with_that_environment():
    settings = Settings.from_environment(environment() | {"SECRET_KEY": "k" * 64})
    assert settings.https
    assert settings.trusted_hosts == ["check.oak.example"]


def test_compose_sets_only_what_the_app_reads(compose):
    for name in ("app-1", "app-2", "reminders"):
        assert compose["services"][name]["environment"].keys() <= KNOWN
        assert compose["services"][name]["read_only"]


def test_compose_and_the_proxy_name_what_there_is(compose):
    services = compose["services"]
    asked = services["proxy"]["environment"]["BOOSTER_SERVERS"].split()
    assert [one.partition(":")[0] for one in asked] == ["app-1", "app-2"]
    assert (ROOT / services["app-1"]["build"]["dockerfile"]).exists()
    for service in services.values():
        assert all((DEPLOY / file).exists() for file in service.get("env_file", ()))
    assert {port for one in asked if (port := one.partition(":")[2])} == {docker_env()["PORT"]}


def test_compose_gives_the_owners_address_only_to_who_migrates(compose):
    services = compose["services"]
    given = {name for name, one in services.items() if "database-owner" in one.get("env_file", ())}
    assert given == {"migrate", "db"}
    for name in ("app-1", "app-2", "reminders"):
        assert services[name]["depends_on"]["migrate"]["condition"].endswith("successfully")
    assert environment("database").keys() == {"DATABASE_URL"}
    assert environment("database-owner").keys() == {"DATABASE_OWNER_URL", "POSTGRES_PASSWORD"}


def test_compose_has_newer_words_for_a_newer_caddy(compose):
    (name,) = compose["services"]["proxy"]["environment"].keys() - {"BOOSTER_SERVERS"}
    assert f"{{${name}:buffer_requests}}" in (DEPLOY / "Caddyfile").read_text()


ROLES = {"DATABASE_URL": "deployed_app", "DATABASE_OWNER_URL": "deployed_owner"}


@pytest.fixture
def make_roles(postgres):
    """Run Compose's script, as its database does when it is new."""
    cluster = postgres._cluster

    def run(password: str) -> dict[str, str]:
        urls = {
            name: f"postgresql://{role}:{password}@127.0.0.1:{cluster.port}/deployed"
            for name, role in ROLES.items()
        }
        here = {"PATH": os.environ["PATH"], "PGHOST": "127.0.0.1", "PGPORT": str(cluster.port)}
        command = ["bash", DEPLOY / "postgresql-roles.sh"]
        done = subprocess.run(
            command, env=here | urls, check=False, capture_output=True, text=True, timeout=60
        )
        return urls | {"code": done.returncode, "said": done.stderr}

    yield run
    roles = [f"DROP ROLE IF EXISTS {role}" for role in ROLES.values()]
    cluster.do("DROP DATABASE IF EXISTS deployed", *roles)


def test_its_script_makes_the_roles_that_the_app_accepts(make_roles):
    made = make_roles("s3cret")
    assert made["code"] == 0, made["said"]
    start.migrate(made["DATABASE_URL"], made["DATABASE_OWNER_URL"])
    start.check(made["DATABASE_URL"])
    with pytest.raises(Unsafe, match="owner"):
        start.check(made["DATABASE_OWNER_URL"])


def test_its_script_stops_at_an_address_that_it_can_not_read(make_roles):
    made = make_roles("has'quote")
    assert made["code"] == 1
    assert "letters, digits" in made["said"]


def docker_env() -> dict[str, str]:
    found = [words for name, words in dockerfile() if name == "ENV"]
    return dict(one.split("=", 1) for words in found for one in words.split())


def test_the_image_runs_as_nobody_in_particular_and_sets_what_the_app_reads():
    names = [name for name, _ in dockerfile()]
    assert names.index("USER") < names.index("CMD")
    assert docker_env().keys() - PATHS <= KNOWN


def test_the_image_copies_what_there_is_and_names_no_registry():
    for name, words in dockerfile():
        if name == "COPY" and not words.startswith("--from"):
            *sources, _ = words.split()
            assert all((ROOT / source).exists() for source in sources), words
        if name == "FROM":
            assert re.fullmatch(r"python:3\.11-slim-bookworm( AS build)?", words)


def test_the_unit_lets_workers_finish_and_owns_nothing_else(unit):
    service = unit["Service"]
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) > int(environment()["BOOSTER_DRAIN_SECONDS"]) + 20
    assert service["User"] == "booster"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert environment()["DATABASE_URL"].startswith(
        f"sqlite:////var/lib/{service['StateDirectory']}/"
    )


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "check.oak.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "both.pem").write_bytes(secret + pem)


def test_nginx_takes_the_example_as_it_is(tmp_path):
    make_certificate(tmp_path)
    site = (DEPLOY / "nginx.conf").read_text()
    site = re.sub(r"/etc/letsencrypt/\S+fullchain.pem", str(tmp_path / "both.pem"), site)
    site = re.sub(r"/etc/letsencrypt/\S+privkey.pem", str(tmp_path / "both.pem"), site)
    (tmp_path / "nginx-proxy.conf").write_text((DEPLOY / "nginx-proxy.conf").read_text())
    whole = f"pid {tmp_path}/pid; events {{}} http {{ {site} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    tried = [NGINX, "-t", "-e", "stderr", "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    done = subprocess.run(tried, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
