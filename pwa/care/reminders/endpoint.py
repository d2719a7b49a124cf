"""Where a push may be sent: a phone names the address, so it must not lead into our own network."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from pwa.errors import Fault, Invalid

HTTPS = 443
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# All of IPv6 that is given out (IANA). Beside it lie site-local addresses (RFC 3879) and those with
# one of IPv4 in them, which may be ours (RFC 4291); 6to4 lies within and has one, too (RFC 3056).
UNICAST = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052; IPv6 alone reaches IPv4 by it


def check(url: str, local: bool) -> SplitResult:
    """The address in its parts; Invalid unless it is https and public. With `local`, or loopback.

    A name says little about where it leads: who connects asks `may_connect` as well.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    if not url.isascii() or not url.isprintable() or " " in url:  # no browser writes one so
        raise _refused()
    if local and parts.scheme in ("http", "https") and _is_loopback(parts.hostname):
        return parts
    plain = parts.scheme == "https" and port in (None, HTTPS) and "@" not in parts.netloc
    if not plain or not _looks_public(parts.hostname):
        raise _refused()
    return parts


def may_connect(address: str, local: bool) -> bool:
    """Whether an address that a name was resolved to lies outside."""
    found = _meant(ipaddress.ip_address(address))
    return _is_public(found) or (local and found.is_loopback)


def _meant(found: IPAddress) -> IPAddress:
    """The IPv4 address that stands in one of IPv6, where a network or the system takes it out."""
    if found.version == 4:
        return found
    inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in NAT64 else None
    return inside or found.ipv4_mapped or found


def _is_public(found: IPAddress) -> bool:
    if found.version == 6 and (found not in UNICAST or found.sixtofour is not None):
        return False
    return found.is_global and not found.is_multicast


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
