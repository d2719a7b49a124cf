"""How hypothesis chooses: the same on every machine, and however slow that is.

What has to be found by chance is looked for by the programmes of chaos/, with a seed of their own.
"""

from hypothesis import HealthCheck, settings

EVERYWHERE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    # A machine that does other work is no fault of a test.
    suppress_health_check=[HealthCheck.too_slow],
)


def tame() -> None:
    settings.register_profile("everywhere", EVERYWHERE)
    settings.load_profile("everywhere")
