import pytest
from justhtml import JustHTML
from sqlmodel import select

from pwa.care import policy
from pwa.clinic.limits import GROUPS
from pwa.decision import PARAMETERS, PRESETS, Policy
from pwa.store.tables import PolicyDraft, PolicyVersion, Staff


def fields(nora, path: str = "/clinic/thresholds") -> dict[str, str]:
    """The form as it is filled when the page is opened."""
    page = JustHTML(nora.get(path).text, sanitize=False)
    found = page.query('form#form input:not([name="csrf_token"])')
    return {field.attrs["name"]: field.attrs.get("value") or "" for field in found}


def versions(look) -> list[PolicyVersion]:
    return look(select(PolicyVersion).order_by(PolicyVersion.number))


@pytest.fixture
def oak_versions(look, cast):
    return lambda: [row for row in versions(look) if row.clinic_id == cast.oak]


def test_it_offers_every_parameter_once(nora):
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(PARAMETERS)
    assert set(PARAMETERS) <= set(fields(nora))


def test_it_shows_meaning_range_default_unit_and_source(nora):
    page = nora.page("/clinic/thresholds")
    for parameter in PARAMETERS.values():
        assert parameter.meaning in page
        assert f"{parameter.low} to {parameter.high} {parameter.unit}" in page
    assert "Plummer 2016" in page
    assert "a design judgement, no study" in page
    assert "choice" not in page


def test_it_fills_the_form_with_a_preset_and_saves_nothing(nora, oak_versions):
    for name, values in PRESETS.items():
        filled = fields(nora, f"/clinic/thresholds?preset={name}")
        limits = Policy.from_values(values)
        assert {p: filled[p] for p in PARAMETERS} == {
            p: "" if limits[p] is None else str(limits[p]) for p in PARAMETERS
        }
    assert len(oak_versions()) == 1


def test_it_saves_a_draft_and_nothing_in_force(nora, oak_versions, look):
    typed = fields(nora) | {"return_cutoff": "10", "visit_interval_days": "28", "why": "March"}
    page = nora.done("/clinic/thresholds", **typed)
    assert "Saved as a draft. The thresholds in force stay as they are." in page
    assert "at 10 instead of 8 points or more." in page
    assert "28 days after a treatment. That was off." in page
    assert len(oak_versions()) == 1
    (draft,) = look(select(PolicyDraft))
    assert draft.values == {"return_cutoff": 10, "visit_interval_days": 28}


def test_it_lists_the_drafts_in_hand(nora):
    assert "Drafts in hand" not in nora.page("/clinic/thresholds")
    nora.done("/clinic/thresholds", **fields(nora) | {"return_cutoff": "10", "why": "March"})
    page = nora.page("/clinic/thresholds")
    assert "Drafts in hand" in page
    assert "Not reviewed yet Nora North March" in page


def test_it_names_the_preset_that_it_equals(nora, look):
    typed = fields(nora, "/clinic/thresholds?preset=quiet")
    nora.done("/clinic/thresholds", **typed | {"why": "Calmer"})
    assert look(select(PolicyDraft.preset)) == ["quiet"]


@pytest.mark.parametrize("value", ["6", "13", "8.5", "eight", "", "-8", "1e1", "٨", "9" * 40])
def test_it_refuses_what_is_out_of_range_with_the_range(nora, look, value):
    typed = fields(nora) | {"return_cutoff": value, "why": "Test"}
    page = nora.refused("/clinic/thresholds", **typed)
    assert "Return cutoff: Must be a whole number from 7 to 12" in page
    assert look(select(PolicyDraft)) == []


def test_it_keeps_what_was_typed_and_links_to_each_fault(nora):
    wrong = {"return_cutoff": "99", "clear_at": "x", "severe_cutoff": "14", "why": ""}
    response = nora.post("/clinic/thresholds", **fields(nora) | wrong)
    page = JustHTML(response.text, sanitize=False)
    links = [a.attrs["href"] for a in page.query(".errors a")]
    assert sorted(links) == ["#clear_at", "#return_cutoff", "#why"]
    for name, value in wrong.items():
        if name != "why":
            assert page.query_one(f"#{name}").attrs["value"] == value
    assert page.query_one("#return_cutoff").attrs["aria-invalid"] == "true"


def test_it_refuses_what_contradicts_itself(nora, look):
    typed = fields(nora) | {"return_cutoff": "12", "fast_return_cutoff": "10", "why": "Test"}
    assert "Return cutoff:" in nora.refused("/clinic/thresholds", **typed)
    assert look(select(PolicyDraft)) == []


def test_it_says_when_nothing_differs(nora):
    page = nora.refused("/clinic/thresholds", **fields(nora) | {"why": "Test"})
    assert "Nothing differs from the thresholds in force." in page


def test_it_does_not_overlook_a_version_of_the_meantime(nora, session, cast, look):
    typed = fields(nora) | {"return_cutoff": "10", "why": "Mine"}
    policy.publish(session, cast.oak, {"clear_at": 5}, None, "Theirs", cast.nora)
    session.commit()
    page = nora.refused("/clinic/thresholds", **typed)
    assert "Version 2 was published in the meantime." in page
    assert look(select(PolicyDraft)) == []


def test_it_ignores_fields_that_are_no_parameters(nora, look):
    typed = fields(nora) | {"return_cutoff": "9", "why": "Test"}
    nora.done("/clinic/thresholds", **typed | {"settled_readings": "1"})
    assert look(select(PolicyDraft))[0].values == {"return_cutoff": 9}


def test_who_may_not_draft_sees_them_and_no_form(nora, session, cast):
    session.get_one(Staff, (cast.oak, cast.nora)).role = "coordinator"
    session.commit()
    page = nora.get("/clinic/thresholds")
    assert "Your role sees thresholds and does not change them." in page.text
    assert 'id="form"' not in page.text
