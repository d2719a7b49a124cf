"""The clinical policy once more, written from its text alone, as plainly as it stands there.

Slow on purpose: it starts from nothing for every day, remembers nothing, and shares no line with
pwa.decision. It takes a case as JSON and gives the answer that the case format asks for.
"""

from tests.decision.reference.advice import Advice

__all__ = ["reference"]


def reference(case):
    """The advice for a case: phase, urgency, action, headline, fired, held, may_mention_booster."""
    return Advice(case).answer()
