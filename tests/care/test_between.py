"""The clinic's own words for the time between treatments."""

import pytest

from pwa.care import between, languages, overview
from pwa.errors import Invalid


def test_without_its_own_ours_are_shown(ana):
    assert between.of(ana.clinic, "en") is None
    assert overview.of(ana.s, ana.patient, ana.clinic)["between"] is None


def test_they_are_plain_paragraphs(ana):
    between.keep(ana.s, ana.clinic, "en", "Sleep  well.\nWalk.\n \n\nBring <b>Bo</b>.\n")
    assert between.of(ana.clinic, "en") == ["Sleep well. Walk.", "Bring <b>Bo</b>."]
    assert overview.of(ana.s, ana.patient, ana.clinic)["between"] == between.of(ana.clinic, "en")


def test_each_language_has_its_own(ana):
    between.keep(ana.s, ana.clinic, "en", "Sleep well.")
    between.keep(ana.s, ana.clinic, "es", "Duerma bien.")
    assert between.of(ana.clinic, "es") == ["Duerma bien."]
    between.keep(ana.s, ana.clinic, "es", "  ")
    assert ana.clinic.between_treatments == {"en": "Sleep well."}
    between.keep(ana.s, ana.clinic, "en", "")
    assert ana.clinic.between_treatments is None


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_ours_pass_the_checks(ana, code):
    between.keep(ana.s, ana.clinic, code, "\n\n".join(between.ours(languages.of(code))))


def test_they_are_easy_to_read(ana):
    hard = "Pharmacological interventions necessitate individualised considerations."
    with pytest.raises(Invalid, match="too hard to read"):
        between.keep(ana.s, ana.clinic, "en", hard)


def test_they_are_not_endless(ana):
    with pytest.raises(Invalid, match="at most 4000"):
        between.keep(ana.s, ana.clinic, "en", "a" * 4001)
