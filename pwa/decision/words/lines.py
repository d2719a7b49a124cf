"""What an advice says under its heading, by rule or by what keeps it quiet: at most five lines."""

_CALL_SOON = (
    "Please call your clinic in the next day or two.",
    "If you feel unsafe, tap Get help now.",
)
_WEAR_OFF = "This can happen when a treatment starts to wear off."
_GOOD_TIME = "It is a good time to call your clinic."
_BOOSTER = "Ask them if a visit or a booster could help."
_DECIDE = "They will decide with you."
_UP = "Your scores have gone up on your last {readings} check-ins."
_UP_FAST = "Your score has gone up a lot compared with your settled level."

LINES: dict[str, tuple[str, ...]] = {
    "help-now": (
        "You are not alone. Help is here right now.",
        "{crisis}.",
        "If you are in danger, call {emergency}.",
    ),
    "emergency-symptom": (
        "This could be an emergency. Call {emergency} now.",
        "Do not wait for the clinic to answer.",
    ),
    "side-effect": (
        "You told us about {thing}.",
        "Please call your clinic in the next day or two.",
        "Tell them before you have any more treatment.",
    ),
    "craving": (
        "Thank you for telling us.",
        "Many people feel a strong pull to have more.",
        "Please talk with your clinic soon.",
        "They are there to help, not to judge you.",
    ),
    "sharp-rise": ("Your score has gone up a lot since last time.", *_CALL_SOON),
    "severe-score": ("Your answers show that you feel very anxious right now.", *_CALL_SOON),
    "too-frequent": (
        "You have had {sessions} treatments in 4 weeks.",
        "Please talk with your clinic about your plan before you have any more.",
    ),
    "shrinking-benefit": (
        "The good effect seems to wear off sooner each time.",
        "Please call your clinic.",
        "Ask them to go over your plan with you before your next treatment.",
    ),
    "no-clear-change": (
        "Your scores have not changed much since your treatment.",
        "This happens to many people and it is not your fault.",
        "Please call your clinic to talk about what to try next.",
    ),
    "symptoms-back": (_UP, _WEAR_OFF, _GOOD_TIME, _DECIDE),
    "symptoms-back+booster": (_UP, _WEAR_OFF, _GOOD_TIME, _BOOSTER, _DECIDE),
    "symptoms-back-fast": (_UP_FAST, _WEAR_OFF, _GOOD_TIME, _DECIDE),
    "symptoms-back-fast+booster": (_UP_FAST, _WEAR_OFF, _GOOD_TIME, _BOOSTER, _DECIDE),
    "staying-high": (
        "Your scores have stayed high for two weeks or more.",
        "Please call your clinic this week to talk about what may help.",
    ),
    "visit-due": (
        "Your plan says your next visit is around {visit_on}.",
        "Please call your clinic to book it, or to ask if you can wait longer.",
    ),
    "missed-check-ins": (
        "We have not heard from you for a while.",
        "Please do a short check-in today.",
        "If things feel hard, call your clinic.",
    ),
    "unfinished": (
        "You left {blanks} questions blank.",
        "Please answer them so we can add up your score.",
        "You can stop if you want to.",
    ),
    "after-contact": (
        "You contacted your clinic on {contact_on}.",
        "Please follow what you agreed with them.",
        "If you feel worse, call them again.",
    ),
    "check-again": (
        "Your score is a bit higher than it was.",
        "One check-in is not enough to be sure.",
        "Please check in again on {check_again_on}.",
        "If you feel worse before then, call your clinic.",
    ),
    "carry-over": (
        "You had treatment {ago}.",
        "The questions look back 2 weeks, so they still count days before it.",
        "Please check in again on {check_again_on}.",
        "If you feel worse, call your clinic.",
    ),
    "same": (
        "Your score is about the same as before.",
        "You can call your clinic at any time.",
    ),
    "first": (
        "This is your first score. Your next ones will be set beside it.",
        "You can call your clinic at any time.",
    ),
    "still-high": (
        "Your score is high, as it was before your treatment.",
        "If you feel worse, call your clinic.",
        "If you feel unsafe, tap Get help now.",
    ),
    "noted": ("You can call your clinic at any time.",),
    "treated": (
        "Your clinic will see that you had a treatment once this phone connects.",
        "If you feel worse, or have a question, call your clinic.",
    ),
}
