"""Settings for what leaves this machine: push services, a mail server, and links that lead back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_ADDRESS = re.compile(r"[^@\s<>]+@([a-z0-9-]+\.)+[a-z0-9-]+", re.IGNORECASE)
# Names that nobody can be reached at (RFC 2606); push services refuse such a contact.
_MADE_UP = re.compile(r"(^|\.)(example(\.(com|net|org))?|invalid|localhost|test)$", re.IGNORECASE)
_PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Refused(Exception):
    """A setting that the app does not start with."""


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over, and in whose name. Only loopback may go without TLS."""

    host: str
    port: int
    tls_at_once: bool
    sender: str
    user: str = ""
    password: str = ""

    @property
    def is_local(self) -> bool:
        return self.host in LOOPBACK


@dataclass(frozen=True)
class Reach:
    """`contact` is whom a push service may turn to; without it there is no push."""

    contact: str = ""
    mail: MailServer | None = None
    public_url: str = ""

    @property
    def sends(self) -> bool:
        return bool(self.contact or self.mail)

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Reach":
        """Refused names the variable at fault."""
        return cls(
            _contact(env.get("BOOSTER_CONTACT", "")),
            _mail(env.get("SMTP_URL", ""), env.get("MAIL_FROM", "")),
            _public(env.get("PUBLIC_URL", "")),
        )


def _contact(value: str) -> str:
    if not value:
        return ""
    kind, _, rest = value.partition(":")
    host = rest.rpartition("@")[2] if kind == "mailto" else urlsplit(value).hostname or ""
    real = _ADDRESS.fullmatch(rest) if kind == "mailto" else kind == "https" and "." in host
    if not real or _MADE_UP.search(host):
        raise Refused(
            "BOOSTER_CONTACT must be a mailto: or https: address at which push services can really "
            f"reach whoever runs this, not {value!r}."
        )
    return value


def _mail(url: str, sender: str) -> MailServer | None:
    if not url:
        return None
    if not _ADDRESS.fullmatch(sender):
        raise Refused("MAIL_FROM must be the e-mail address that reminders come from.")
    parts = _split("SMTP_URL", url, tuple(_PORTS), "smtp://user:password@mail.clinic.org:587")
    return MailServer(
        parts.hostname or "",
        parts.port or _PORTS[parts.scheme],
        parts.scheme == "smtps",
        sender,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _public(url: str) -> str:
    if not url:
        return ""
    parts = _split("PUBLIC_URL", url, ("https", "http"), "https://check.clinic.org")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise Refused("PUBLIC_URL must be https: health answers must not cross a network in clear.")
    return f"{parts.scheme}://{parts.netloc}"


def _split(name: str, url: str, schemes: tuple[str, ...], such_as: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0 and parts.path in ("", "/")
    except ValueError:
        usable = False
    if not usable or parts.scheme not in schemes:
        # The value may hold a password.
        raise Refused(f"{name} must be an address such as {such_as}.")
    return parts
