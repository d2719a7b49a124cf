"""The audit trail: who saw or changed what, as a chain in which no link can be altered unseen."""

from pwa.care.audit.chain import record
from pwa.care.audit.link import Actor, Head
from pwa.care.audit.verify import Broken, follow, head, links, verify

__all__ = ["Actor", "Broken", "Head", "follow", "head", "links", "record", "verify"]
