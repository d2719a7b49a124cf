"""Webhooks: other systems are told what happens, by ids alone.

`outbox` keeps what happened · `address` where it may go · `registry` who is told · `signature` by
which they know us · `delivery` one event on its way · `journal` what became of each.
"""

# What is told. Each names a patient's case or check-in, or a version of the limits; nothing more.
EVENTS = ("contact.requested", "contact.closed", "check-in.received", "policy.published")
TEST = "webhook.test"  # staff try an address out
