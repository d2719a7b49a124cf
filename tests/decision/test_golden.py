from pwa.decision import advise, parse_case
from tests.decision.histories import as_input, golden

CASES = [*golden("cases"), *golden("timelines")]


def test_it_advises_as_the_policy_says():
    differing = {}
    for case in CASES:
        today, policy, timeline = parse_case(as_input(case))
        answer = advise(timeline, policy, today).as_json()
        said = {key: answer[key] for key in case["expect"]}
        if said != case["expect"]:
            differing[case["id"]] = said, case["expect"]
    assert differing == {}


def test_it_has_every_case_to_hold():
    assert len(CASES) == 251
    fired = {rule for case in CASES for rule in case["expect"]["fired"]}
    assert len(fired) == 14
