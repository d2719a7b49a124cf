"""The numbers of treatments, of contacts with the clinic and of how often to check in."""

from dataclasses import dataclass

from pwa.decision.numbers.sources import CHOICE, TOUSSAINT
from pwa.decision.parameter import may_set


@dataclass(frozen=True)
class Visits:
    """A clinic may set them. Days are whole local days."""

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
