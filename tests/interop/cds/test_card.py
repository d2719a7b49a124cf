"""A card says in one line what is asked, and shows the numbers; of whatever rule it is."""

from datetime import UTC, date, datetime
from itertools import product
from types import MappingProxyType

import pytest

from pwa.care.case.codes import CLOSE_REASONS, DUE
from pwa.care.case.reasons import Reason
from pwa.care.case.words import RULES, STAGES
from pwa.care.house.banned import found
from pwa.interop.cds.asked import Asked, Score
from pwa.interop.cds.card import Places, card
from pwa.interop.fhir.element import Base
from pwa.store.tables import PolicyVersion, Request

ROOT = "https://check.oak.example"
PLACES = Places(f"{ROOT}/clinic/patients/p", f"{ROOT}/icon.png", Base(f"{ROOT}/fhir"))
AT = datetime(2026, 9, 30, 15, tzinfo=UTC)
ON = date(2026, 9, 30)
LIMITS = PolicyVersion(clinic_id="oak", number=12, values={}, created_at=AT)


def asked(rule="symptoms-back", urgency="routine", case=MappingProxyType({}), **changes) -> Asked:
    facts = {
        "reason": Reason("30 Sep: total 21.", "8 or more", ["Sharp rise"]),
        "level": "4",
        "treated_on": ON,
        "limits": LIMITS,
        "last": Score(ON, 21),
        "timezone": "America/New_York",
        "case": None if case is None else opened(rule, urgency, **case),
    }
    return Asked(rule, urgency, **(facts | changes))


def opened(rule, urgency, **changes) -> Request:
    ids = {"clinic_id": "oak", "id": "case", "patient_id": "p", "advice_id": "a"}
    moments = {"on": ON, "opened_at": AT, "due_at": AT}
    return Request(rule=rule, urgency=urgency, **ids, **moments, **changes)


def drawn(one: Asked, clinic="Oak Clinic") -> dict:
    return card(one, clinic, PLACES)


@pytest.mark.parametrize("urgency", DUE)
@pytest.mark.parametrize("rule", RULES)
def test_its_summary_is_short_and_calm(rule, urgency):
    for stage, until in product(STAGES, (None, ON)):
        for last in (None, Score(ON, None), *(Score(ON, points) for points in (0, 9, 14, 21))):
            case = {"stage": stage, "snoozed_until": until}
            shown = drawn(asked(rule, urgency, case=case, last=last), clinic="O" * 120)
            assert len(shown["summary"]) < 140
            assert shown["summary"].startswith(f"{RULES[rule]}. ")
            assert found(shown["summary"] + shown["detail"], "en") is None


@pytest.mark.parametrize(
    ("urgency", "indicator", "says"),
    [
        ("urgent", "critical", "Contact now"),
        ("soon", "warning", "Contact in one or two days"),
        ("routine", "info", "Contact this week"),
    ],
)
def test_its_urgency_is_in_the_indicator_and_in_words(urgency, indicator, says):
    shown = drawn(asked(urgency=urgency))
    assert shown["indicator"] == indicator
    assert f". {says}. Last check-in 30 Sep 2026: 21 of 21 (severe)." in shown["summary"]


def test_what_was_put_off_interrupts_nobody():
    shown = drawn(asked(urgency="soon", case={"snoozed_until": ON}))
    assert shown["indicator"] == "info"
    assert "Put off until 30 Sep 2026" in shown["summary"]


def test_it_tells_that_a_visit_is_booked():
    assert "A visit is booked" in drawn(asked(case={"stage": "booked"}))["summary"]


def test_its_detail_has_the_numbers_and_the_limits():
    assert drawn(asked())["detail"] == (
        "**Scores have gone up again.** 30 Sep: total 21.\n\n"
        "Limit set by the clinic: 8 or more.\n\n"
        "Also: sharp rise.\n\n"
        "| | |\n|:--|:--|\n"
        "| Last check-in | 30 Sep 2026: 21 of 21 (severe) |\n"
        "| Settled level | 4 |\n"
        "| Last treatment | 30 Sep 2026 |\n"
        "| Asked on | 30 Sep 2026 |\n"
        "| So far | Open: nobody has tried yet |\n"
        "| Act by | 30 Sep 2026, 11:00 (America/New_York) |\n"
        "| Limits | version 12, in force from 30 Sep 2026 |\n\n"
        "The limits are the clinic’s own. What to do is for its staff to decide: nothing here asks "
        "for a treatment."
    )


def test_it_leads_to_the_patient_and_says_who_speaks():
    shown = drawn(asked())
    assert shown["links"] == [
        {"label": "Open the patient’s page", "url": PLACES.patient, "type": "absolute"}
    ]
    assert shown["source"]["label"] == "Booster Check, Oak Clinic"
    assert shown["source"]["url"] == ROOT
    assert shown["source"]["icon"] == PLACES.icon


def test_it_can_be_answered_as_staff_would():
    shown = drawn(asked())
    assert shown["uuid"] == "case"
    assert [one["code"] for one in shown["overrideReasons"]] != []
    assert {one["code"] for one in shown["overrideReasons"]} == set(CLOSE_REASONS)
    assert all(one["display"] for one in shown["overrideReasons"])
    assert shown["selectionBehavior"] == "at-most-one"
    assert drawn(asked())["suggestions"] == shown["suggestions"]


def test_what_only_the_plan_asks_can_not_be_answered_yet():
    shown = drawn(asked("missed-check-ins", case=None, last=None, treated_on=None))
    assert not {"uuid", "suggestions", "overrideReasons"} & set(shown)
    assert shown["summary"] == "Not heard from. Contact this week."
    assert "| Last check-in | none yet |" in shown["detail"]
    assert "Act by" not in shown["detail"]
