"""The policy lab: what a policy would have asked of a history, in sums that add up."""

from pwa.decision.lab.asking import Asking, Replayed, replayed
from pwa.decision.lab.comparison import Comparison, compare, compared, said
from pwa.decision.lab.enough import NEEDED_PATIENTS, NEEDED_WEEKS, too_little
from pwa.decision.lab.figures import Figures
from pwa.decision.lab.followed import Followed
from pwa.decision.lab.lines import MINUTES_A_REQUEST, Line, lines
from pwa.decision.lab.of_patient import figures_of
from pwa.decision.lab.trade_off import measured, moved, values_over

__all__ = [
    "MINUTES_A_REQUEST",
    "NEEDED_PATIENTS",
    "NEEDED_WEEKS",
    "Asking",
    "Comparison",
    "Figures",
    "Followed",
    "Line",
    "Replayed",
    "compare",
    "compared",
    "figures_of",
    "lines",
    "measured",
    "moved",
    "replayed",
    "said",
    "too_little",
    "values_over",
]
