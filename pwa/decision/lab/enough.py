"""Whether there is enough to look back on, or too little to learn from."""

from pwa.decision.lab.figures import Figures

NEEDED_PATIENTS = 20
NEEDED_WEEKS = 12


def too_little(figures: Figures) -> list[str]:
    """What is missing, a line each; nothing when there is enough.

    Enough are 20 patients with a full check-in 14 days or more after a treatment, and 12 weeks of
    check-ins: with fewer, one patient is a twentieth of every share, and no course is seen whole.
    """
    missing = []
    if figures.settled < NEEDED_PATIENTS:
        missing.append(
            f"{figures.settled} of {NEEDED_PATIENTS} patients with a full check-in "
            "two weeks or more after a treatment"
        )
    if figures.weeks < NEEDED_WEEKS:
        missing.append(f"{figures.weeks} of {NEEDED_WEEKS} weeks of check-ins")
    return missing
