"""The policy's parameters in groups, and what was typed judged by the policy."""

from collections.abc import Mapping

from pwa.decision import PARAMETERS, Policy

GROUPS = {
    "When scores go up again": (
        *("return_cutoff", "return_rise", "return_readings"),
        *("fast_return_cutoff", "fast_return_rise", "clear_at"),
    ),
    "Sharp rises and severe scores": ("sharp_rise", "sharp_floor", "severe_cutoff"),
    "When treatment seems not to help": (
        *("staying_high_cutoff", "staying_high_span_days", "no_change_cutoff", "reliable_drop"),
        "shrinking_percent",
    ),
    "Treatments and visits": (
        *("carry_over_days", "planned_induction_sessions", "visit_interval_days"),
        *("visit_notice_days", "frequent_sessions_max"),
    ),
    "After a contact": ("contact_quiet_days", "soon_quiet_days", "escalation_rise"),
    "Check-ins": ("check_in_interval_days", "reminder_grace_days", "missed_contact_days"),
}


def from_typed(typed: Mapping[str, object]) -> Policy:
    """The policy of a whole form; Invalid names each value that is out of its range."""
    return Policy.from_values(
        {name: value for name, value in typed.items() if value != PARAMETERS[name].default}
    )
