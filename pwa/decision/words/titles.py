"""The headings: one action each. Besides them, the lines of a plan's summary and its changes."""

TITLES = {
    "help-now": "Help is here right now",
    "emergency-symptom": "Call {emergency} now",
    "soon": "Call your clinic in the next day or two",
    "routine": "Call your clinic this week",
    "missed-check-ins": "Check in today, or call your clinic",
    "unfinished": "Please finish your questions",
    "check-again": "Please check in again on {check_again_on}",
    "reminder": "Please do a short check-in today",
    "none": "Thank you for checking in",
    "no-check-in": "You can check in at any time",
    "treated": "Thank you for telling us",
    "plan-none": "No call is asked for. You can call your clinic at any time.",
    "plan-after-contact": "Follow what you agreed with your clinic.",
    "plan-check-again": "Check in again {days} days later.",
    "changed-limit": (
        "Your clinic changed a limit: a call is asked for at {new} instead of {old}."
    ),
    "changed-limits": "Your clinic changed its limits.",
    "changed-treatment": "The clock starts again: treatment on {day}.",
    "changed-record": "Your last treatment is on record for {day}.",
    "changed-contact": "You contacted your clinic on {day}.",
}
