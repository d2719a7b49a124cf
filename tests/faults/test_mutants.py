"""The hunt for mutants: what a test notices, and what none does."""

from chaos.mutants import SURVIVED, hunted
from chaos.mutants.made import CORE, modules, mutants_of


def test_a_mutant_lives_in_place_of_the_real_one(monkeypatch):
    mutants = [m for m in mutants_of(f"{CORE}.questionnaire") if m.function == "band"]
    assert mutants
    for mutant in mutants:
        with monkeypatch.context() as patch:
            patch.setattr(mutant.target, "__code__", mutant.target.__code__)  # put back after
            mutant.live()
            assert said_by(mutant.target) != ["minimal", "mild", "moderate", "severe"]


def said_by(band):
    try:
        return [band(points) for points in (4, 5, 14, 15)]
    except (StopIteration, TypeError):
        return None


def test_it_knows_every_module():
    assert {f"{CORE}.rules", f"{CORE}.lab.figures"} <= set(modules())


def test_it_tells_what_is_noticed_from_what_is_not():
    """These tests look at one half only of which of two check-ins counts."""
    of_one_function = ["--mutants-only", f"{CORE}.timeline.the_one_that_counts"]
    outcomes = hunted(of_one_function, "tests/decision/test_advise.py")
    assert {SURVIVED, "noticed"} == set(outcomes.values())
