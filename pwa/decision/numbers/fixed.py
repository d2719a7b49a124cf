"""The numbers that no clinic sets."""

from dataclasses import dataclass

from pwa.decision.numbers.sources import LOOK_BACK, PLUMMER
from pwa.decision.parameter import fixed


@dataclass(frozen=True)
class Fixed:
    """Days are whole local days."""

    confirm_gap_min_days: int = fixed(
        5, "days", "Raised check-ins closer than this count once: a re-take shares 13 of 14 days."
    )
    confirm_gap_max_days: int = fixed(35, "days", "Raised check-ins further apart start afresh.")
    settled_after_days: int = fixed(
        14,
        "days",
        "From this day after a treatment a score speaks of the time since it.",
        LOOK_BACK,
    )
    settled_readings: int = fixed(4, "check-ins", "How many readings make the settled level.")
    baseline_window_days: int = fixed(
        28, "days", "How long before the first treatment a score can be the baseline."
    )
    sharp_window_days: int = fixed(35, "days", "How old the score may be that a rise counts from.")
    staying_high_window_days: int = fixed(35, "days", "How far back scores that stay high count.")
    response_percent: int = fixed(
        50, "percent", "A settled level of at most this share of the baseline is a response."
    )
    recovered_max: int = fixed(7, "points", "A settled level this low is a response, too.", PLUMMER)
    evaluation_from_days: int = fixed(
        14, "days", "The first day on which a treatment's effect is judged.", LOOK_BACK
    )
    evaluation_to_days: int = fixed(42, "days", "The last day on which it is judged.")
    course_gap_days: int = fixed(10, "days", "Treatments no further apart are one course.")
    induction_gap_days: int = fixed(14, "days", "The same for an induction.")
    frequent_window_days: int = fixed(28, "days", "The days in which treatments are counted.")
    shrinking_min_days: int = fixed(7, "days", "How much sooner the newest return must be.")
    recent_treatment_days: int = fixed(56, "days", "A treatment no older than this is recent.")
    report_window_days: int = fixed(7, "days", "For how many days after its own a report counts.")
