"""A clinic's own words: what may be said, to whom it is said, and what stays ours."""

import pytest

from pwa.care import crisis, languages, overview, plan
from pwa.care.house import readability, wording
from pwa.care.house.lines import CHANGEABLE, FIXED
from pwa.decision.words import ENGLISH
from pwa.errors import Invalid
from pwa.store.tables import Clinic
from tests.items import SEVERE

OWN = "Your score is high today.\nCall Dr Oak and ask for Bo.\nYou can talk to us at any time."


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_our_own_words_pass_the_checks(code):
    for key, lines in languages.words(code, "US").lines.items():
        assert wording.fault(key, code, list(lines)) is None, key


@pytest.mark.parametrize(
    ("key", "code", "text", "why"),
    [
        ("same", "en", "You need a booster.", "need a booster"),
        ("same", "en", "All is normal.", "normal"),
        ("same", "en", "A booster may help.", "booster"),
        ("same", "es", "Puede ser una recaída.", "recaída"),
        ("same", "fr", "Votre score est normal.", "normal"),
        ("same", "en", "Your score is {total}.", "gaps in braces: none"),
        ("symptoms-back", "en", "Up on {readings} days, {x}.", "{readings}"),
        ("same", "en", "It is {so.", "gaps in braces"),
        ("same", "en", "a\nb\nc\nd\ne\nf", "at most 5 lines"),
        ("same", "en", "Word " * 30 + ".", "at most 22 words"),
        (
            *("same", "en"),
            "Deterioration of psychological symptomatology necessitates immediate consultation.",
            "too hard to read",
        ),
        (
            *("same", "es"),
            "La deterioración sintomatológica necesitaría inmediatamente consideración.",
            "too hard to read",
        ),
    ],
)
def test_it_refuses_words_and_says_why(key, code, text, why):
    assert why in (wording.fault(key, code, wording.lines_of(text)) or "")


def test_the_word_booster_may_stand_where_the_rules_allow_it():
    said = ["Ask us if a booster could help."]
    assert wording.fault("symptoms-back+booster", "en", said) is None


def test_nothing_about_an_emergency_can_be_changed(session, cast):
    clinic = session.get_one(Clinic, cast.oak)
    clinic.words = {"en": {key: ["Mine"] for key in ENGLISH.lines}}
    said = crisis.voice_of(clinic).words.lines
    assert [key for key in said if said[key] == ("Mine",)] == list(CHANGEABLE)
    assert all(said[key] == ENGLISH.lines[key] for key in FIXED)


def test_it_reaches_the_plan_and_the_receipt_of_that_language_only(treated, session):
    kept = {"en": OWN, "es": ""}
    wording.keep(session, treated.clinic, "sharp-rise", kept)
    session.commit()
    body = plan.current(session, treated.patient, overview.clock.today("America/New_York"))
    said = [entry["message"] for entry in body["advice"] if entry["headline"] == "sharp-rise"]
    assert wording.lines_of(OWN) in [list(message) for message in said]
    receipt = treated.checks_in(overview.clock.today("America/New_York"), SEVERE)
    assert "Call Dr Oak and ask for Bo." in str(receipt)
    spanish = crisis.voice_of(treated.clinic, "es").words.lines["sharp-rise"]
    assert spanish == languages.words("es", "US").lines["sharp-rise"]


def test_an_empty_text_means_our_words_again(session, ana):
    wording.keep(session, ana.clinic, "same", {"en": "All as before."})
    assert wording.ours(ana.clinic, "en", "same") == ["All as before."]
    wording.keep(session, ana.clinic, "same", {"en": " \n"})
    assert ana.clinic.words is None


def test_a_refusal_names_each_language(session, ana):
    with pytest.raises(Invalid) as refused:
        wording.keep(session, ana.clinic, "same", {"en": "normal", "es": "normal", "fr": "Bien."})
    assert [fault.field for fault in refused.value.faults] == ["en", "es"]
    assert ana.clinic.words is None


def test_points_rise_with_ease():
    easy, hard = "Llame hoy a su clínica.", "Comuníquese inmediatamente administrativamente."
    assert readability.points(easy, "es") > readability.FEWEST_POINTS
    assert readability.points(hard, "es") < 0
