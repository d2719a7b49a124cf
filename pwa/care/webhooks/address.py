"""Where a webhook may lead: to a public https address, never into our own network."""

from pwa.care.checks import Checks
from pwa.care.reminders import endpoint
from pwa.errors import Invalid

LONGEST = 1000


def check(checks: Checks, url: str, local: bool) -> None:
    """A fault for one that leads nowhere or inside; `local` allows loopback.

    Who connects looks at what the name leads to, each time anew.
    """
    if len(url) > LONGEST or not _leads_outside(url, local):
        such_as = "such as https://records.example.org/booster"
        checks.fault("url", f"must be a public https address, {such_as}")


def _leads_outside(url: str, local: bool) -> bool:
    try:
        endpoint.check(url, local)
    except Invalid:
        return False
    return True
