"""Why an advice is given, by rule: the patient's numbers and the limit that the clinic set."""

REASONS = {
    "side-effect": "You reported this in the last {report_days} days.",
    "craving": "You told us about {thing}.",
    "sharp-rise": (
        "Your score is {total}. Last time it was {last_total}. "
        "Limit set by {clinic}: a rise of {policy.sharp_rise} or more, "
        "to {policy.sharp_floor} or more."
    ),
    "severe-score": (
        "Your score is {total}. Limit set by {clinic}: {policy.severe_cutoff} or more."
    ),
    "blanks": (
        "You left {blanks} questions blank, so there is no total. The answers you gave "
        "already reach the limit set by {clinic}."
    ),
    "too-frequent": (
        "Limit set by {clinic}: no more than {policy.frequent_sessions_max} unplanned "
        "treatments in 4 weeks."
    ),
    "shrinking-benefit": (
        "Your scores came back up after {oldest_return} days, then {middle_return}, then "
        "{newest_return}. "
        "Limit set by {clinic}: {policy.shrinking_percent} percent of the first."
    ),
    "no-clear-change": (
        "Your score is {total}. Before this treatment it was {reference}. "
        "Limit set by {clinic}: a fall of less than {policy.reliable_drop}, "
        "at {policy.no_change_cutoff} or more."
    ),
    "symptoms-back": (
        "Your score is {total}. Your settled level after treatment was {level}. "
        "Limit set by {clinic}: {policy.return_cutoff} or more, "
        "and {policy.return_rise} or more above your level."
    ),
    "staying-high": (
        "Your score is {total}. Limit set by {clinic}: {policy.staying_high_cutoff} "
        "or more for {policy.staying_high_span_days} days."
    ),
    "visit-due": (
        "Time between visits set by {clinic}: {policy.visit_interval_days} days after a treatment."
    ),
    "missed-check-ins": (
        "Limit set by {clinic}: {policy.missed_contact_days} days without a full check-in."
    ),
    "reminder": "Set by {clinic}: a check-in every {policy.check_in_interval_days} days.",
    "check-again": (
        "Your score is {total}. Your settled level after treatment was {level}. "
        "Limit set by {clinic}: {policy.return_cutoff} or more, "
        "and {policy.return_rise} or more above your level."
    ),
    "carry-over": ("Your score is {total}. Limit set by {clinic}: {policy.return_cutoff} or more."),
}
