"""What fills the gaps of a text, and which text it is; each looked at by itself."""

from datetime import date

import pytest

from pwa.decision import Voice, advise, parse_case
from pwa.decision.gaps import CHECK_AGAIN_DAYS
from pwa.decision.message import draft
from pwa.decision.words import ENGLISH
from pwa.decision.written import written_date
from tests.decision.histories import golden_inputs, random_cases
from tests.decision.test_advise import WELL, ask

VOICE = Voice(clinic="Oak Clinic", emergency="911", crisis="Call or text 988")
GAPS = ("level", "thing", "visit_on", "contact_on")


def one(**wanted):
    """An advice with these values."""
    for case in (*golden_inputs(), *random_cases(600, seed=3)):
        today, policy, timeline = parse_case(case)
        advice = advise(timeline, policy, today)
        if all(getattr(advice, name) == value for name, value in wanted.items()):
            return advice
    raise AssertionError(f"no advice with {wanted}")


@pytest.mark.parametrize("readings", [1, 2])
def test_a_booster_is_a_line_of_its_own_and_only_where_it_may_be_mentioned(readings):
    asked = one(headline="symptoms-back")
    asked = asked._replace(facts=asked.facts | {"readings": readings})
    allowed, not_allowed = (
        draft(asked._replace(may_mention_booster=may), VOICE).lines for may in (True, False)
    )
    [booster] = [line for line in allowed if line not in not_allowed]
    assert "booster" in booster
    assert [line for line in allowed if line != booster] == list(not_allowed)


def test_a_reminder_says_why_it_comes_and_not_what_a_missed_check_in_would():
    advice = one(action="reminder", headline="missed-check-ins")
    why = ENGLISH.reasons["reminder"].format(clinic="Oak Clinic", policy=advice.facts["policy"])
    assert draft(advice, VOICE).reason == why


def test_soon_after_a_treatment_it_names_the_day_from_which_on_a_score_counts():
    advice = ask(3, ((3, 9),))
    assert (advice.action, advice.facts["about"]) == ("check-again", "carry-over")
    day = written_date(advice.facts["treated_on"] + 7, ENGLISH.calendar)
    said = draft(advice, VOICE)
    assert f"Please check in again on {day}" in " ".join((said.title, *said.lines))


def test_else_it_asks_again_some_days_after_the_answer():
    advice = ask(30, (*WELL, (30, 9)))
    assert (advice.action, advice.facts["about"]) == ("check-again", "check-again")
    said = draft(advice, VOICE)
    gap = f"{{on+{CHECK_AGAIN_DAYS}}}"
    assert f"Please check in again on {gap}" in " ".join((said.title, *said.lines))


def test_a_gap_that_nothing_fills_stays_empty():
    bare = tuple(f"[{{{name}}}]" for name in GAPS)
    words = ENGLISH._replace(lines=dict.fromkeys(ENGLISH.lines, bare))
    advice = ask(1, treatments=())
    assert draft(advice, VOICE._replace(words=words)).lines == ("[]",) * len(GAPS)


def test_a_date_that_is_known_fills_it():
    words = ENGLISH._replace(lines=dict.fromkeys(ENGLISH.lines, ("[{contact_on}]",)))
    advice = ask(30, (*WELL, (30, 9)), contacts=[date(2026, 3, 30)])
    assert draft(advice, VOICE._replace(words=words)).lines == ("[Monday 30 March]",)
