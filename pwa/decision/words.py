"""Every sentence that the rules can say, in one language.

Texts and their limits on words come from the policy: contact, talk with, your clinic will decide;
never that someone needs anything, never that all is well. What stands in braces is filled in: the
clinic's own words and the numbers by `message.draft`; `total`, `blanks`, `since` and `on+N` on the
day itself, also by the phone, which knows no rule.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pwa.decision.questionnaire import GAD7
from pwa.decision.reports import REPORTS


class Calendar(NamedTuple):
    """How a language writes a day; the plan carries it, so that the phone writes the same."""

    weekdays: list[str]
    months: list[str]
    pattern: str


class Words(NamedTuple):
    """A language: how it writes a day, two things together, and each text by its key."""

    language: str
    calendar: Calendar
    both: str
    ago: tuple[str, str, str]
    titles: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]
    things: Mapping[str, str]


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

ENGLISH = Words(
    language="en",
    calendar=Calendar(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        [
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ],
        "{weekday} {day} {month}",
    ),
    both="{one} and {other}",
    ago=("today", "1 day ago", "{since} days ago"),
    titles={
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
    },
    lines={
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
    },
    reasons={
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
            "Time between visits set by {clinic}: "
            "{policy.visit_interval_days} days after a treatment."
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
        "carry-over": (
            "Your score is {total}. Limit set by {clinic}: {policy.return_cutoff} or more."
        ),
    },
    things={report.kind: report.thing for report in REPORTS.values()},
)


def words_in(language: str, calendar: Calendar, translate: Callable[[str], str]) -> Words:
    """The same in another language, of which the caller knows how it says each English text."""

    def each(texts: Mapping[str, str]) -> dict[str, str]:
        return {key: translate(text) for key, text in texts.items()}

    today, yesterday, earlier = map(translate, ENGLISH.ago)
    return Words(
        language=language,
        calendar=calendar,
        both=translate(ENGLISH.both),
        ago=(today, yesterday, earlier),
        titles=each(ENGLISH.titles),
        lines={key: tuple(map(translate, lines)) for key, lines in ENGLISH.lines.items()},
        reasons=each(ENGLISH.reasons),
        things=each(ENGLISH.things),
    )


def texts() -> Iterable[str]:
    """Every English text of the core that a patient may read, the instrument's own excepted."""
    yield from (ENGLISH.both, *ENGLISH.ago)
    yield from ENGLISH.titles.values()
    for lines in ENGLISH.lines.values():
        yield from lines
    yield from ENGLISH.reasons.values()
    for report in REPORTS.values():
        yield from (report.words, report.thing)
    yield from (band.name for band in GAD7.bands)
