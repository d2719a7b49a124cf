"""The lab over a clinic's own history: what is loaded, sliced, kept and listed."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event
from sqlmodel import select

from pwa.care import clock, history, lab, policy, programme
from pwa.care.lab import cohort, load, people, trade_off
from pwa.decision import PRESETS, Policy, parse_case
from pwa.decision.lab import Followed, compared, measured, too_little
from pwa.store.db import enter
from pwa.store.tables import Clinic, Patient
from tests.decision.histories import random_cases
from tests.stored import store

TODAY = date(2026, 4, 27)
SENSITIVE = PRESETS["sensitive"]
COHORT_DIGEST = "1026c2b2129ddfe2a1ebcf576bca1cf1e644371e798f1417b4942089a24a0e14"


def ending(day: date, case: dict) -> dict:
    """The case with its last day on this one."""
    shift = day - date.fromisoformat(case["today"])

    def moved(one):
        return one | {"on": (date.fromisoformat(one["on"]) + shift).isoformat()}

    events = {kind: list(map(moved, of)) for kind, of in case.items() if isinstance(of, list)}
    return case | events | {"today": day.isoformat(), "policy": {}}


def raised_once(days: int) -> dict:
    """Settled after a treatment, and raised at the last check-in, today."""
    told = [(TODAY - timedelta(days=7 * n), [1, 1, 1, 1, 0, 0, 0]) for n in range(5, 0, -1)]
    told.append((TODAY, [2, 2, 2, 1, 1, 1, 0]))
    return {
        "today": TODAY.isoformat(),
        "treatments": [{"on": str(TODAY - timedelta(days=days)), "kind": "booster"}],
        "check_ins": [{"on": str(on), "answers": answers} for on, answers in told],
    }


CASES = [
    *(ending(TODAY, case) for case in random_cases(37, seed=4)),
    *map(raised_once, (49, 50, 51)),
]


@pytest.fixture
def oak(session, cast, clock) -> Clinic:
    """Oak Clinic with forty more patients and their histories."""
    store(session, cast.oak, CASES)
    session.commit()
    return session.get_one(Clinic, cast.oak)


def as_told() -> list[Followed]:
    cases = [parse_case({"today": TODAY.isoformat()}), *map(parse_case, CASES)]  # Ana has none
    return [Followed.to(case.timeline, case.today.toordinal()) for case in cases]


def test_it_sums_up_what_is_on_record(session, oak):
    made = lab.figures(session, oak, SENSITIVE)
    whole = compared(as_told(), Policy(), Policy.from_values(SENSITIVE))
    assert lab.comparison(made) == whole
    assert whole.current.flags != whole.draft.flags
    assert (made["done"], made["of"], made["is_done"]) == (41, 41, True)


def test_many_histories_are_those_of_each_alone(session, oak):
    patients = session.exec(select(Patient).where(Patient.clinic_id == oak.id)).all()
    many = history.of_many(session, oak.id, {one.id: one.baseline for one in patients})
    alone = {one.id: history.of(session, one) for one in patients}
    assert {name: one.timeline() for name, one in many.items()} == {
        name: one.timeline() for name, one in alone.items()
    }
    assert any(one.appointments for one in many.values())


def test_slices_come_to_the_same(session, oak, monkeypatch):
    whole = lab.figures(session, oak, SENSITIVE)
    monkeypatch.setattr(load, "SLICE", 7)
    made = lab.begin(session, oak, SENSITIVE)
    seen = []
    while not made["is_done"]:
        made = json.loads(json.dumps(lab.go_on(session, oak, made, seconds=0)))
        seen.append(made["done"])
    assert seen == [7, 14, 21, 28, 35, 41]
    assert lab.comparison(made) == lab.comparison(whole)
    assert made["people"] == whole["people"]
    assert lab.go_on(session, oak, made, seconds=0) == made


def statements(session, work) -> int:
    seen = []

    def note(*_args):
        seen.append(1)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def in_elm(session, cast):
    """The session goes to the other clinic."""
    enter(session, cast.elm)
    return session.get_one(Clinic, cast.elm)


def test_more_patients_of_a_slice_cost_no_more_statements(session, cast, oak, clock):
    policy.limits(session, oak.id)  # known from then on
    elm = in_elm(session, cast)
    policy.limits(session, elm.id)
    one = statements(session, lambda: lab.figures(session, elm, SENSITIVE))
    enter(session, oak.id)
    forty = statements(session, lambda: lab.figures(session, oak, SENSITIVE))
    assert forty == one


def test_it_only_reads(app, oak):
    with app.extensions["db"].session(writes=False, clinic_id=oak.id) as reader:
        assert lab.figures(reader, oak, SENSITIVE)["is_done"]


def test_another_clinics_patients_are_not_in_it(session, cast, oak):
    elm = in_elm(session, cast)
    assert lab.comparison(lab.figures(session, elm, SENSITIVE)).current.patients == 1


def test_it_compares_with_the_version_in_force_when_it_began(session, cast, oak):
    made = lab.begin(session, oak, SENSITIVE)
    policy.publish(session, oak.id, PRESETS["quiet"], None, "Test", cast.nora)
    done = lab.go_on(session, oak, made, float("inf"))
    assert lab.comparison(done).current == compared(as_told(), Policy(), Policy()).current
    number, _ = policy.limits(session, oak.id)
    assert lab.is_of(done, SENSITIVE, number - 1)
    assert not lab.is_of(done, SENSITIVE, number)
    assert not lab.is_of(done, {}, number - 1)
    assert not lab.is_of(None, SENSITIVE, number)


def test_it_says_when_data_have_arrived_since(session, cast, oak):
    made = lab.figures(session, oak, SENSITIVE)
    assert not lab.has_newer_data(session, oak, made)
    session.get_one(Patient, (oak.id, cast.ana)).changes += 1
    session.flush()
    assert lab.has_newer_data(session, oak, made)


def test_a_version_keeps_the_figures_and_no_patient(session, oak, monkeypatch):
    monkeypatch.setattr(load, "SLICE", 40)
    made = trade_off.begin(session, oak, lab.figures(session, oak, SENSITIVE), "clear_at")
    half = trade_off.go_on(session, oak, made, seconds=0)
    whole = trade_off.go_on(session, oak, half, seconds=0)
    assert made["people"]
    ids = session.exec(select(Patient.id)).all()
    for document, has_trade_off in ((half, False), (whole, True)):
        kept = lab.kept(document)
        assert lab.comparison(kept) == lab.comparison(made)
        assert ("trade_off" in kept) is has_trade_off
        assert not [one for one in ids if one in json.dumps(kept)]
    assert lab.kept(lab.begin(session, oak, SENSITIVE)) is None
    assert lab.kept(None) is None


def test_it_lists_whose_advice_would_change(session, oak):
    made = lab.figures(session, oak, SENSITIVE)
    listed = people.changes(session, oak, made, 0)
    assert {one.patient.id for one in listed} == set(made["people"])
    assert len(listed) == lab.comparison(made).changed > 0
    assert people.changes(session, oak, made, people.PAGE) == []


def test_who_is_archived_or_agrees_by_now_is_not_listed(session, oak):
    made = lab.figures(session, oak, SENSITIVE)
    gone, *rest = people.changes(session, oak, made, 0)
    gone.patient.archived_at = clock.now()
    session.flush()
    left = people.changes(session, oak, made, 0)
    assert {one.patient.id for one in left} == {one.patient.id for one in rest}
    again = lab.comparison(lab.figures(session, oak, SENSITIVE))
    assert (again.current.patients, again.changed) == (41, len(rest))


def test_nobody_is_missed_after_a_stop(session, cast, oak):
    weeks = [TODAY - timedelta(weeks=n) for n in range(12, 5, -1)]
    told = {"check_ins": [{"on": str(on), "answers": [1] * 7} for on in weeks]}
    told["treatments"] = [{"on": str(weeks[-1]), "kind": "booster"}]
    elm = in_elm(session, cast)
    [patient_id] = store(session, elm.id, [told])
    patient = session.get_one(Patient, (elm.id, patient_id))

    def missed() -> int:
        requests = lab.comparison(lab.figures(session, elm, SENSITIVE)).current.requests
        return sum(n for (_, rule), n in requests.items() if rule == "missed-check-ins")

    assert missed() == 1
    patient.stopped_at = clock.now() - timedelta(days=25)
    assert not programme.of(patient, TODAY).is_on
    session.flush()
    assert missed() == 0


def test_a_parameter_moves_over_its_range(session, oak, monkeypatch):
    monkeypatch.setattr(load, "SLICE", 11)
    made = trade_off.begin(session, oak, lab.begin(session, oak, SENSITIVE), "return_cutoff")
    while not made["trade_off"]["is_done"]:
        made = json.loads(json.dumps(trade_off.go_on(session, oak, made, seconds=0)))
    points = trade_off.points(made)
    assert [point.value for point in points] == [7, 8, 9, 10, 11, 12]
    for value, figures in points:
        limits = Policy.from_values(SENSITIVE | {"return_cutoff": value})
        alone = [measured(one, limits) for one in as_told()]
        assert figures.asked == sum(one.asked for one in alone)
        assert figures.patients == 41
    assert points[0].figures.asked > points[-1].figures.asked


def test_the_cohort_is_the_same_for_ever():
    written = json.dumps(list(cohort.cases())).encode()
    assert sha256(written).hexdigest() == COHORT_DIGEST


def test_the_cohort_is_enough_and_shows_what_the_presets_trade(session, oak):
    made = {
        name: lab.go_on(
            session, oak, lab.begin(session, oak, PRESETS[name], lab.COHORT), float("inf")
        )
        for name in ("sensitive", "quiet")
    }
    sensitive, quiet = (lab.comparison(one) for one in made.values())
    assert too_little(sensitive.current) == []
    assert sensitive.draft.asked > sensitive.current.asked > quiet.draft.asked
    assert sensitive.draft.false_alarms > quiet.draft.false_alarms
    assert sensitive.draft.misses < quiet.draft.misses
    assert made["quiet"]["people"] == []
