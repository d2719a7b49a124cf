import pytest
from sqlmodel import select

from pwa.care import policy
from pwa.errors import Invalid
from pwa.store.db import enter
from pwa.store.tables import PolicyVersion


def publish(life, values, **more):
    told = {"preset": None, "why": "", "staff_id": None} | more
    return policy.publish(life.s, life.clinic.id, values, **told)


def test_a_clinic_begins_with_the_defaults(ana):
    version, limits = policy.current(ana.s, ana.clinic.id)
    assert (version.number, version.values, limits["return_cutoff"]) == (1, {}, 8)


def test_a_change_is_a_new_version_with_who_when_and_why(ana, cast):
    made = publish(ana, {"return_cutoff": 10}, why="Too many calls", staff_id=cast.nora)
    assert (made.number, made.why, made.staff_id) == (2, "Too many calls", cast.nora)
    version, limits = policy.current(ana.s, ana.clinic.id)
    assert (version.id, limits["return_cutoff"]) == (made.id, 10)


def test_the_version_before_stays_as_it_was(ana):
    publish(ana, {"return_cutoff": 10})
    first = ana.s.get_one(PolicyVersion, (ana.clinic.id, _id_of(ana, 1)))
    assert first.values == {}


def _id_of(life, number):
    return life.s.exec(
        select(PolicyVersion.id).where(
            PolicyVersion.clinic_id == life.clinic.id, PolicyVersion.number == number
        )
    ).one()


def test_the_newest_is_in_force_at_once(ana):
    assert policy.limits(ana.s, ana.clinic.id)[0] == 1
    publish(ana, {"return_cutoff": 10})
    number, limits = policy.limits(ana.s, ana.clinic.id)
    assert (number, limits["return_cutoff"]) == (2, 10)


def test_another_clinic_keeps_its_own(ana, cast):
    publish(ana, {"return_cutoff": 10})
    enter(ana.s, cast.elm)
    assert policy.limits(ana.s, cast.elm)[1]["return_cutoff"] == 8


def test_what_is_out_of_range_makes_no_version(ana):
    with pytest.raises(Invalid, match="7 to 12"):
        publish(ana, {"return_cutoff": 13})
    assert policy.limits(ana.s, ana.clinic.id)[0] == 1


def test_what_is_a_default_is_not_kept_as_a_difference(ana):
    assert publish(ana, {"return_cutoff": 8, "clear_at": 5}).values == {"clear_at": 5}
