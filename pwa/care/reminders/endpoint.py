"""Where a push may be sent: a phone names the address, so it must not lead into our own network."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from pwa.errors import Fault, Invalid

HTTPS = 443


def check(url: str, local: bool) -> SplitResult:
    """The address in its parts; Invalid unless it is https and public. With `local`, or loopback.

    A name says little about where it leads: who connects asks `may_connect` as well.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    if local and parts.scheme in ("http", "https") and _is_loopback(parts.hostname):
        return parts
    plain = parts.scheme == "https" and port in (None, HTTPS) and "@" not in parts.netloc
    if not plain or not _looks_public(parts.hostname):
        raise _refused()
    return parts


def may_connect(address: str, local: bool) -> bool:
    """Whether an address that a name was resolved to lies outside."""
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or found
    return (mapped.is_global and not mapped.is_multicast) or (local and mapped.is_loopback)


def _looks_public(host: str | None) -> bool:
    if not host:
        return False
    try:
        return may_connect(host, local=False)
    except ValueError:
        return "." in host.rstrip(".")


def _is_loopback(host: str | None) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def _refused() -> Invalid:
    return Invalid([Fault("endpoint", "must be the https address of a push service")])
