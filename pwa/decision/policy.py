"""The policy: every number that a rule uses, with its range, unit, meaning and source.

A clinic may set the parameters that have a range; the others are fixed. A value outside its
range is refused with the range and the reason, never clamped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pwa.decision.parameter import described, fixed, may_set
from pwa.errors import Fault, Invalid

PLUMMER = (
    "Plummer 2016 (cut-off 8: sensitivity 0.83, specificity 0.84); NHS Talking Therapies caseness"
)
TOUSSAINT = "Toussaint 2020: smallest important change 4 points"
BISCHOFF = "Bischoff 2020: reliable change 5.59, so 6"
SPITZER_BAND = "Spitzer 2006 severity band"
SPITZER_CUT_OFF = "Spitzer 2006: 10 or more, sensitivity 89 %, specificity 82 %"
LOOK_BACK = "the two-week look-back"
CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers in force. Points are GAD-7 points (0-21), days are whole local days."""

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
    planned_induction_sessions: int = may_set(
        6, 4, 10, "treatments",
        "How many treatments make up the induction.",
        "seed articles 001 and 003: six, six to ten; McInnes 2022: 4-8 in 7-28 days",
        "studies give 4 to 8, and clinics up to 10",
    )  # fmt: skip
    visit_interval_days: int | None = may_set(
        None, 7, 84, "days",
        "How long after a treatment the next visit is planned. Off unless the clinic sets it.",
        "seed articles 000 and 003: weekly to every 4-6 weeks; "
        "off so that the app never pushes treatment",
        "the esketamine label gives at most weekly, and a plan past 12 weeks is better booked",
    )  # fmt: skip
    visit_notice_days: int = may_set(
        7, 0, 14, "days",
        "How many days before a planned visit the patient is asked to book it.",
        CHOICE,
        "more than two weeks ahead is too early to be useful",
    )  # fmt: skip
    frequent_sessions_max: int = may_set(
        4, 2, 8, "treatments",
        "More unplanned boosters than this in four weeks are looked at.",
        "esketamine label: at most weekly after week 4",
        "fewer than 2 would flag everyone, more than 8 is twice a week",
    )  # fmt: skip
    shrinking_percent: int = may_set(
        67, 50, 80, "percent",
        "The effect wears off sooner when the newest of three times to return "
        "is at most this share of the oldest.",
        "choice, after seed article 000: track how soon symptoms return after each treatment",
        "below 50 is seen too late, above 80 is chance",
    )  # fmt: skip
    contact_quiet_days: int = may_set(
        14, 3, 28, "days",
        "How long the app is quiet after a contact with the clinic.",
        CHOICE,
        "fewer than 3 asks again before the clinic can act, more than 28 can hide a return",
    )  # fmt: skip
    soon_quiet_days: int = may_set(
        7, 3, 14, "days",
        "How long a sharp rise or a severe score is quiet after a contact with the clinic.",
        CHOICE,
        "fewer than 3 asks again before the clinic can act, more than 14 can hide a worsening",
    )  # fmt: skip
    escalation_rise: int = may_set(
        4, 3, 6, "points",
        "A rise this big since the contact ends the quiet time.",
        TOUSSAINT,
        "less than 3 is measurement noise, more than 6 hides a worsening",
    )  # fmt: skip
    check_in_interval_days: int = may_set(
        7, 7, 28, "days",
        "How often patients are asked to check in.",
        "weekly use with the unchanged two-week question is common practice",
        "the questions look back two weeks, and after more than four a return is seen too late",
    )  # fmt: skip
    reminder_grace_days: int = may_set(
        3, 1, 7, "days",
        "How many days late a check-in may be before a reminder.",
        CHOICE,
        "everyone may be a day late, and after a week the next check-in is due",
    )  # fmt: skip
    missed_contact_days: int = may_set(
        21, 14, 42, "days",
        "After how many days without a check-in the clinic would like to hear from the patient.",
        CHOICE,
        "two weeks is one look-back period, and six weeks is too long not to hear",
    )  # fmt: skip
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

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> "Policy":
        """Build from the values that differ from the defaults. Raises Invalid with every fault."""
        faults = [fault for name, value in values.items() if (fault := _fault(name, value))]
        if faults:
            raise Invalid(faults)
        policy = cls(**values)  # type: ignore[arg-type]  # each value was checked just above
        if inconsistent := [Fault(*rule) for rule in _inconsistencies(policy)]:
            raise Invalid(inconsistent)
        return policy

    @property
    def values(self) -> dict[str, int | None]:
        """What differs from the defaults; `from_values` takes it back."""
        return {name: self[name] for name, p in PARAMETERS.items() if self[name] != p.default}

    def __getitem__(self, name: str) -> int | None:
        value: int | None = getattr(self, name)
        return value


def _fault(name: str, value: object) -> Fault | None:
    parameter = ALL_PARAMETERS.get(name)
    message = parameter.fault_in(value) if parameter else "is not a parameter of the policy"
    return Fault(name, message) if message else None


def _inconsistencies(policy: Policy) -> list[tuple[str, str]]:
    """The pairs of parameters that contradict each other, as (field, message).

    `sharp_floor` is at most `severe_cutoff` by their ranges.
    """
    rules = (
        ("clear_at", policy.clear_at < policy.return_cutoff, "below return_cutoff"),
        ("return_cutoff", policy.return_cutoff <= policy.fast_return_cutoff,
         "at most fast_return_cutoff"),
        ("return_rise", policy.return_rise <= policy.fast_return_rise, "at most fast_return_rise"),
    )  # fmt: skip
    return [(name, f"must be {limit}") for name, holds, limit in rules if not holds]


ALL_PARAMETERS = {f.name: described(f) for f in fields(Policy)}
PARAMETERS = {name: p for name, p in ALL_PARAMETERS.items() if not p.is_fixed}
FIXED = {name: p for name, p in ALL_PARAMETERS.items() if p.is_fixed}
