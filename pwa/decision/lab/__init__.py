"""The policy lab: what a policy would have asked of a history, in sums that add up."""

from pwa.decision.lab.asking import Asking, Replayed, replayed
from pwa.decision.lab.comparison import Comparison, compare, compared
from pwa.decision.lab.enough import NEEDED_PATIENTS, NEEDED_WEEKS, too_little
from pwa.decision.lab.figures import Figures, figures_of
from pwa.decision.lab.followed import Followed

__all__ = [
    "NEEDED_PATIENTS",
    "NEEDED_WEEKS",
    "Asking",
    "Comparison",
    "Figures",
    "Followed",
    "Replayed",
    "compare",
    "compared",
    "figures_of",
    "replayed",
    "too_little",
]
