"""The numbers that scores are judged by."""

from dataclasses import dataclass

from pwa.decision.numbers.sources import BISCHOFF, PLUMMER, SPITZER_BAND, SPITZER_CUT_OFF, TOUSSAINT
from pwa.decision.parameter import may_set


@dataclass(frozen=True)
class Scores:
    """A clinic may set them. Points are GAD-7 points (0-21), days are whole local days."""

    return_cutoff: int = may_set(
        8, 7, 12, "points",
        "A score this high can count as symptoms coming back.",
        PLUMMER,
        "below 7 ordinary ups and downs are flagged, above 12 a return is seen too late",
    )  # fmt: skip
    return_rise: int = may_set(
        4, 4, 8, "points",
        "How far above the patient's own settled level a score must be to count as raised.",
        TOUSSAINT,
        "less than 4 is no change that people notice, more than 8 misses a real return",
    )  # fmt: skip
    return_readings: int = may_set(
        2, 1, 3, "check-ins",
        "How many raised check-ins in a row confirm that symptoms are back.",
        "choice: confirmation, the two-visit shape of relapse in esketamine trials",
        "at least one is needed, and more than 3 keeps people waiting for weeks",
    )  # fmt: skip
    fast_return_cutoff: int = may_set(
        12, 10, 15, "points",
        "A raised score this high confirms at once, without a second check-in.",
        BISCHOFF,
        "below 10 one bad week would be enough, above 15 is severe already",
    )  # fmt: skip
    fast_return_rise: int = may_set(
        6, 6, 10, "points",
        "How far above the settled level a score must be to confirm at once.",
        BISCHOFF,
        "less than 6 can be measurement noise, more than 10 is too rare to help",
    )  # fmt: skip
    clear_at: int = may_set(
        6, 4, 7, "points",
        "A return that was confirmed ends with a score this low.",
        "choice: one standard error (2.0, from Bischoff 2020) below the cut-off",
        "it must lie below the cut-off, and below 4 a return would hardly ever end",
    )  # fmt: skip
    sharp_rise: int = may_set(
        6, 5, 8, "points",
        "A rise this big since the last check-in is a sharp rise.",
        BISCHOFF,
        "less than 5 can be measurement noise, more than 8 misses a sudden worsening",
    )  # fmt: skip
    sharp_floor: int = may_set(
        10, 8, 12, "points",
        "A sharp rise counts only from this score on.",
        SPITZER_CUT_OFF,
        "below 8 the score is still low, above 12 a sudden worsening is missed",
    )  # fmt: skip
    severe_cutoff: int = may_set(
        15, 13, 18, "points",
        "A score this high is severe, whatever came before.",
        SPITZER_BAND,
        "below 13 is not severe, and above 18 almost nobody would be asked to call",
    )  # fmt: skip
    staying_high_cutoff: int = may_set(
        10, 8, 15, "points",
        "Scores that stay this high after treatment are looked at.",
        SPITZER_CUT_OFF,
        "below 8 is not high, above 15 is severe already",
    )  # fmt: skip
    staying_high_span_days: int = may_set(
        14, 14, 28, "days",
        "For how long scores must have stayed high.",
        "Spitzer 2006: two look-back periods",
        "the questions look back two weeks, and more than four weeks is too long to wait",
    )  # fmt: skip
    no_change_cutoff: int = may_set(
        8, 5, 10, "points",
        "After a treatment, a score this high without a clear change is looked at.",
        PLUMMER,
        "below 5 is minimal anxiety, above 10 misses people whom treatment did not help",
    )  # fmt: skip
    reliable_drop: int = may_set(
        4, 3, 6, "points",
        "A fall of at least this much counts as a clear change.",
        TOUSSAINT,
        "less than 3 is measurement noise, more than 6 hides real improvement",
    )  # fmt: skip
    carry_over_days: int = may_set(
        7, 5, 14, "days",
        "How long after a treatment a score still speaks mostly of the time before it.",
        "the two-week look-back; Glue 2017: one dose works up to 7 days",
        "the questions look back 14 days, and before day 5 most of those came before treatment",
    )  # fmt: skip
