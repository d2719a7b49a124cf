"""What a patient can report besides the score, and the rule that each kind of report sets off."""

from typing import NamedTuple


class ReportKind(NamedTuple):
    """A kind of report: its rule, its words on the check-in's list, and inside a sentence."""

    kind: str
    rule: str
    words: str
    thing: str


_KINDS = (
    ("unsafe", "help-now", "I feel unsafe", "feeling unsafe"),
    ("chest-pain", "emergency-symptom", "Chest pain", "chest pain"),
    ("trouble-breathing", "emergency-symptom", "Trouble breathing", "trouble breathing"),
    ("fainting", "emergency-symptom", "Fainting", "fainting"),
    (
        "blood-pressure-emergency",
        "emergency-symptom",
        "Blood pressure of 180 over 120 or more",
        "very high blood pressure",
    ),
    ("severe-reaction", "emergency-symptom", "A bad reaction to treatment", "a bad reaction"),
    ("urine-pain", "side-effect", "Pain when you pee", "pain when you pee"),
    ("urine-urgency", "side-effect", "A sudden or strong need to pee", "a strong need to pee"),
    ("urine-blood", "side-effect", "Blood when you pee", "blood when you pee"),
    (
        "blood-pressure-high",
        "side-effect",
        "Blood pressure of 140 over 90 or more on two days",
        "high blood pressure",
    ),
    (
        "dissociation-over-24h",
        "side-effect",
        "Feeling unreal or cut off for more than a day",
        "feeling unreal for more than a day",
    ),
    (
        "memory-or-thinking",
        "side-effect",
        "Trouble with memory or thinking",
        "trouble with memory or thinking",
    ),
    ("low-mood-worse", "side-effect", "Feeling more down than before", "feeling more down"),
    (
        "sight-or-confusion",
        "side-effect",
        "Changes in your sight, or feeling confused",
        "changes in your sight, or feeling confused",
    ),
    ("pregnancy", "side-effect", "I am or may be pregnant", "being pregnant"),
    ("craving", "craving", "A strong pull to have more ketamine", "a strong pull to have more"),
    (
        "extra-ketamine",
        "craving",
        "I had ketamine outside the clinic",
        "ketamine outside the clinic",
    ),
    (
        "hard-to-wait",
        "craving",
        "It is hard to wait for my next treatment",
        "finding it hard to wait",
    ),
)

REPORTS = {kind[0]: ReportKind(*kind) for kind in _KINDS}
