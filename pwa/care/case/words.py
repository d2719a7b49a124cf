"""What staff read about a request, by code; on their own screens and in their record system."""

RULES = {
    "help-now": "Feels unsafe",
    "emergency-symptom": "Possible emergency",
    "side-effect": "Side effect reported",
    "craving": "Craving reported",
    "sharp-rise": "Sharp rise",
    "severe-score": "Severe score",
    "too-frequent": "Many treatments in four weeks",
    "shrinking-benefit": "Effect wears off sooner",
    "no-clear-change": "No clear change after treatment",
    "symptoms-back": "Scores have gone up again",
    "staying-high": "Scores stay high",
    "visit-due": "Planned visit comes near",
    "missed-check-ins": "Not heard from",
    "unfinished": "Check-in not finished",
}

STAGES = {
    "open": "Open: nobody has tried yet",
    "called": "Called",
    "booked": "Visit booked",
    "treated": "Treated",
    "closed": "Closed",
}

CLOSE_REASONS = {
    "known-already": "We know, and are dealing with it",
    "known-cause": "A passing cause explains it",
    "not-a-concern": "Looked at: no call is wanted",
    "answered-by-mistake": "The answers were a mistake",
    "cannot-reach": "Could not be reached after several tries",
    "declined": "The patient does not want a call",
    "elsewhere": "Cared for elsewhere now",
}

# What somebody may answer where they are shown the request.
ACCEPT = "We will contact the patient"
