"""The policy lab over a clinic's own history: figures for a draft beside the policy in force."""

from pwa.care.lab.progress import COHORT, OWN
from pwa.care.lab.run import (
    Lab,
    begin,
    comparison,
    figures,
    go_on,
    has_newer_data,
    is_of,
    kept,
)

__all__ = [
    "COHORT",
    "OWN",
    "Lab",
    "begin",
    "comparison",
    "figures",
    "go_on",
    "has_newer_data",
    "is_of",
    "kept",
]
