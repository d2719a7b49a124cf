"""Settings from the environment. An unsafe or unclear value stops the start, with the reason."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pwa.data_keys import DataKey, data_keys
from pwa.reach import Reach, Refused

DATABASE_URL = "sqlite:///instance/booster.sqlite"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
KEY_LENGTH = 32
TOKEN_LENGTH = 16
PROXIES_MAX = 5
_HASH_AND_COUNT = 100  # bytes of a line, at most
__all__ = ["Refused", "Settings"]


@dataclass(frozen=True)
class Settings:
    """What one running app was told. `proxies` is how many proxies in front are believed."""

    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    https: bool = False
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    release_salt: str = ""
    pseudo_language: bool = False
    requests_a_minute: int = 240
    reach: Reach = field(default_factory=Reach)
    metrics_token: str = field(default="", repr=False)
    given_keys: str = field(default="", repr=False)  # BOOSTER_DATA_KEYS
    breached_passwords: str = ""

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Settings":
        """The settings that the environment gives; Refused names the variable at fault."""
        settings = cls(
            database_url=env.get("DATABASE_URL") or DATABASE_URL,
            secret_key=env.get("SECRET_KEY", ""),
            host=env.get("HOST") or "127.0.0.1",
            port=_number(env, "PORT", 8000, 1, 65535),
            demo=_switch(env, "BOOSTER_DEMO"),
            https=_switch(env, "BOOSTER_HTTPS"),
            proxies=_number(env, "TRUSTED_PROXIES", 0, 0, PROXIES_MAX),
            hosts=tuple(filter(None, env.get("TRUSTED_HOSTS", "").replace(",", " ").split())),
            release_salt=env.get("BOOSTER_RELEASE_SALT", ""),
            pseudo_language=_switch(env, "BOOSTER_PSEUDO_LANGUAGE"),
            requests_a_minute=_number(env, "REQUESTS_A_MINUTE", 240, 60, 1_000_000),
            reach=Reach.from_environment(env),
            metrics_token=env.get("METRICS_TOKEN", ""),
            given_keys=env.get("BOOSTER_DATA_KEYS", ""),
            breached_passwords=breached_passwords(env),
        )
        settings.refuse_what_is_unsafe()
        return settings

    def refuse_what_is_unsafe(self) -> None:
        """Raise Refused unless answers and sign-ins are safe with these settings."""
        if len(self.secret_key) < KEY_LENGTH:
            raise Refused(
                f"SECRET_KEY must be a secret of at least {KEY_LENGTH} characters. "
                'Make one with: python3 -c "import secrets; print(secrets.token_hex())"'
            )
        data_keys(self.given_keys, self.secret_key)
        if self.metrics_token and len(self.metrics_token) < TOKEN_LENGTH:
            raise Refused(f"METRICS_TOKEN must be a secret of at least {TOKEN_LENGTH} characters.")
        if not self.https and not _is_local(self.host):
            raise Refused(
                "HOST may only be this machine (127.0.0.1) while BOOSTER_HTTPS is off: "
                "health answers must not cross a network unencrypted."
            )
        if self.https and not self.proxies:
            raise Refused(
                "TRUSTED_PROXIES must say how many proxies are in front (usually 1) when "
                "BOOSTER_HTTPS is on: one of them speaks HTTPS, this app does not."
            )
        if self.https and self.reach.sends and not (self.reach.public_url or self.hosts):
            raise Refused("PUBLIC_URL must say where the links in reminders lead.")

    @property
    def data_keys(self) -> tuple[DataKey, ...]:
        """What fields are sealed with; the first one is in use."""
        return data_keys(self.given_keys, self.secret_key)

    @property
    def public_url(self) -> str:
        """Where a link in a reminder leads; PUBLIC_URL says it, or the name that we answer to."""
        named = f"https://{self.hosts[0]}" if self.https and self.hosts else ""
        return self.reach.public_url or named or f"http://localhost:{self.port}"

    @property
    def trusted_hosts(self) -> list[str] | None:
        """The names that a request may ask for; without HTTPS only this machine's own."""
        if self.https:
            return list(self.hosts) or None
        return list(LOCAL_HOSTS)


def breached_passwords(env: Mapping[str, str]) -> str:
    """The file of BREACHED_PASSWORDS, or ""; Refused where it is none."""
    file = env.get("BREACHED_PASSWORDS", "")
    if not file:
        return ""
    try:
        with Path(file).open("rb") as lines:
            begins = lines.readline(_HASH_AND_COUNT)
    except OSError as error:
        raise Refused(f"BREACHED_PASSWORDS can’t be read: {error.strerror}.") from None
    if not re.match(rb"[0-9A-F]{40}\b", begins):
        raise Refused("BREACHED_PASSWORDS must be a file of SHA-1 hashes in order, one a line.")
    return file


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "0") or "0"
    if value not in ("0", "1"):
        raise Refused(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    value = env.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise Refused(f"{name} must be a whole number from {low} to {high}, not {value!r}.")
    return int(value)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
