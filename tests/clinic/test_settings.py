"""The clinic's settings: who sees the plan, the rhythm of check-ins, and words between visits."""

from sqlmodel import select

from pwa.care import overview, policy
from pwa.store.tables import Clinic, Patient

PATH = "/clinic/settings/check-ins"
GOOD = {"shows_plan": "y", "early_days": "28", "early_every_days": "7", "window_every_days": "7"}


def clinic_of(look, cast):
    return look(select(Clinic).where(Clinic.id == cast.oak))[0]


def test_it_shows_what_is_set_with_its_range_and_source(nora):
    page = nora.page(PATH)
    assert "How long after a treatment the first rhythm lasts. 14 to 84 days. Default: 28." in page
    assert "5 to 7 days. Default: 7." in page
    assert "a design judgement, no study" in page
    assert "Do not drive until the next day" in page


def test_it_keeps_the_plan_from_patients(nora, look, cast, session):
    nora.done(PATH, **{name: value for name, value in GOOD.items() if name != "shows_plan"})
    clinic = clinic_of(look, cast)
    assert clinic.shows_plan is False
    patient = session.get_one(Patient, (cast.oak, cast.ana))
    assert overview.of(session, patient, clinic)["summary"] is None


def test_it_sets_the_rhythm_within_the_thresholds(nora, look, cast, session):
    policy.publish(session, cast.oak, {"check_in_interval_days": 14}, None, "Test", None)
    session.commit()
    nora.done(PATH, **GOOD | {"early_days": "42", "window_every_days": "5"})
    assert clinic_of(look, cast).rhythm == {
        "early_days": 42,
        "early_every_days": 7,
        "window_every_days": 5,
    }
    assert 'value="42"' in nora.get(PATH).text
    nora.done(PATH, **GOOD)
    assert clinic_of(look, cast).rhythm is None


def test_it_refuses_what_is_out_of_its_range_with_the_range(nora, look, cast):
    page = nora.refused(PATH, **GOOD | {"early_days": "90", "early_every_days": "8"})
    assert "Must be a whole number from 14 to 84" in page
    assert "Must be at most 7, the threshold for how often patients check in" in page
    page = nora.refused(PATH, **GOOD | {"window_every_days": "weekly"})
    assert "Must be a whole number from 5 to 28" in page
    assert clinic_of(look, cast).rhythm is None


def test_it_takes_the_clinics_own_words(nora, look, cast):
    nora.done(PATH, **GOOD | {"between_en": "Sleep well.\r\n\r\nBring <b>Bo</b>."})
    assert clinic_of(look, cast).between_treatments == {"en": "Sleep well.\n\nBring <b>Bo</b>."}
    assert "&lt;b&gt;Bo" in nora.get(PATH).text


def test_it_refuses_words_without_end(nora):
    page = nora.refused(PATH, **GOOD | {"between_en": "a" * 4001})
    assert "Keep it under 4000 characters." in page


def test_each_clinic_has_its_own(nora, omar, look, cast):
    omar.done(PATH, **GOOD | {"between_en": "Only Elm"})
    assert clinic_of(look, cast).between_treatments is None
    assert "Only Elm" not in nora.page(PATH)
