"""What the resources say of Ana."""

from pwa.decision import GAD7
from pwa.store.tables import AdviceRecord
from tests.care.conftest import BLANK, TODAY, ago
from tests.items import SEVERE


def of_day(resources, name, day, element):
    (found,) = [one for one in resources[name] if one[element].startswith(day.isoformat())]
    return found


def answers(response):
    points = {option.loinc: option.value for option in GAD7.options}
    given = {item["linkId"]: item["answer"][0] for item in response["item"]}
    return [
        points[given[item.id]["valueCoding"]["code"]] if item.id in given else None
        for item in GAD7.items
    ]


def test_a_response_has_the_answers_and_their_total(resources):
    response = of_day(resources, "QuestionnaireResponse", ago(14), "authored")
    assert answers(response) == SEVERE
    assert response["status"] == "completed"
    assert response["item"][-1] == {
        "linkId": "total",
        "text": "Total, 0 to 21",
        "answer": [{"valueInteger": 16}],
    }
    assert response["authored"] == f"{ago(14)}T10:00:00-04:00"
    assert response["item"][-2]["answer"][0]["valueCoding"]["code"] == "LA6575-0"


def test_one_with_a_blank_has_no_total_and_is_not_complete(resources):
    response = of_day(resources, "QuestionnaireResponse", TODAY, "authored")
    assert answers(response) == BLANK
    assert response["status"] == "stopped"
    assert "total" not in {item["linkId"] for item in response["item"]}


def test_there_is_an_observation_for_each_full_check_in_only(seen, resources):
    full = {row.id for row in seen.check_ins() if None not in row.answers}
    assert {one["id"] for one in resources["Observation"]} == full
    assert len(full) == len(resources["QuestionnaireResponse"]) - 1
    found = of_day(resources, "Observation", ago(14), "effectiveDateTime")
    assert found["valueQuantity"]["value"] == 16
    assert found["code"]["coding"][0]["code"] == "70274-6"


def test_a_treatment_that_was_taken_back_is_an_error(resources):
    found = of_day(resources, "Procedure", ago(30), "performedDateTime")
    assert found["status"] == "entered-in-error"
    assert {one["status"] for one in resources["Procedure"]} == {"completed", "entered-in-error"}


def test_an_advice_says_what_it_followed_and_why(seen, resources):
    for row in seen.rows(AdviceRecord):
        (found,) = [one for one in resources["GuidanceResponse"] if one["id"] == row.id]
        said = found["contained"][0]["parameter"]
        fired = [one["valueString"] for one in said if one["name"] == "fired"]
        assert fired == list(row.output["fired"])
        assert found["moduleCanonical"].endswith(f"limits-{seen.clinic.id}|{row.policy_number}")
        codes = [one["coding"][0]["code"] for one in found.get("reasonCode", [])]
        assert codes == fired


def test_a_request_is_a_task_that_ends(resources):
    ended, asked = sorted(resources["Task"], key=lambda one: one["status"])
    assert (ended["status"], ended["priority"]) == ("completed", "urgent")
    assert ended["statusReason"]["coding"][0]["code"] == "contact"
    assert (asked["status"], asked["priority"]) == ("requested", "urgent")
    assert asked["reasonCode"]["coding"][0]["code"] == "side-effect"


def test_limits_have_every_parameter_by_name(resources):
    (limits,) = resources["PlanDefinition"]
    given = {
        one["extension"][0]["valueString"]: one["extension"][1:] for one in limits["extension"]
    }
    assert given["return_cutoff"] == [{"url": "value", "valueInteger": 8}]
    assert given["visit_interval_days"] == []


def test_a_patient_has_a_name_a_number_and_a_language(seen, resources):
    (ana,) = [one for one in resources["Patient"] if one["id"] == seen.patient.id]
    assert ana["name"] == [{"text": seen.patient.name}]
    assert ana["telecom"][0]["value"] == seen.patient.phone
    assert ana["communication"][0]["language"]["coding"][0]["code"] == "en"


def test_nothing_in_them_is_empty(resources):
    def look(value):
        assert value not in (None, "", [], {})
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                look(inner)

    for found in resources.values():
        look(found)


def test_another_clinic_is_not_in_it(seen, resources, cast):
    ids = {one["id"] for one in resources["Patient"]}
    assert cast.ana in ids
    assert seen.clinic.id == cast.oak
