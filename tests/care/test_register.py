"""The list of names: everybody once, in order, whoever changes them meanwhile."""

import pytest
from sqlmodel import select

from pwa.care import directory, enrol, erase, register
from pwa.store.tables import Patient

NAMES = ("Zoe Zinnia", "bea birch", "Ana Alder", "Cem Cedar", "Dan Dogwood")


@pytest.fixture
def others(make_app, cast):
    """Another process, as far as names go: it has an app and a register of its own."""
    database = make_app().extensions["db"]

    def page(words=(), after=None, size=99, archived=False):
        with database.session(writes=False, clinic_id=cast.oak) as s:
            return register.page(s, cast.oak, words, after, size, archived)

    return page


@pytest.fixture
def people(session, cast):
    made = [enrol.add_patient(session, cast.oak, name, "+1 555 010 0120") for name in NAMES]
    session.commit()
    return made


def truth(s, cast, archived=False):
    rows = s.exec(select(Patient).where(Patient.clinic_id == cast.oak)).all()
    s.commit()
    left = [row for row in rows if bool(row.archived_at) == archived]
    return [row.id for row in sorted(left, key=directory.by_name)]


def ids(rows):
    return [row.id for row in rows]


@pytest.mark.parametrize("size", [1, 2, 3, 99])
def test_pages_show_everybody_once_and_in_order(others, people, session, cast, size):
    seen, after = [], None
    while rows := others(after=after, size=size):
        seen += ids(rows)
        after = directory.by_name(rows[-1])
    assert seen == truth(session, cast)


CHANGES = {
    "renamed": lambda s, one: enrol.edit_patient(s, one, name="Aaron Alder"),
    "another number": lambda s, one: enrol.edit_patient(s, one, reference="OAK-77"),
    "archived": enrol.archive_patient,
    "erased": erase.erase,
    "added": lambda s, one: enrol.add_patient(s, one.clinic_id, "Eve Elder", reference="OAK-77"),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_change_is_seen_at_the_next_look(others, people, session, cast, change):
    others()
    CHANGES[change](session, people[3])
    session.commit()
    assert ids(others()) == truth(session, cast)
    assert ids(others(archived=True)) == truth(session, cast, archived=True)
    found = [row.reference for row in others(["oak-77"])]
    assert found == (["OAK-77"] if change in ("another number", "added") else [])


@pytest.fixture
def read(monkeypatch):
    """How many rows were read each time."""
    counts, kept = [], directory.entries

    def entries(*given):
        rows = list(kept(*given))
        counts.append(len(rows))
        return iter(rows)

    monkeypatch.setattr(directory, "entries", entries)
    return counts


def test_only_what_has_changed_is_read_again(others, people, session, read):
    others()
    others(["zoe"])
    assert read == [len(NAMES) + 1]
    enrol.edit_patient(session, people[0], name="Yves Yew")
    enrol.archive_patient(session, people[1])
    session.commit()
    others()
    assert read[1:] == [2]


def test_who_was_erased_is_in_no_memory_any_more(others, people, session, cast):
    others()
    erase.erase(session, people[0])
    session.commit()
    others()
    kept = [known for registers in register._known.values() for known in registers.values()]
    assert kept
    assert not [known for known in kept if people[0].id in known.people and known.version]


def test_it_forgets_after_a_while_and_when_there_are_too_many(others, people, read, monkeypatch):
    monkeypatch.setattr(register, "SECONDS", -1)
    others()
    others()
    assert read == [len(NAMES) + 1] * 2
    monkeypatch.setattr(register, "SECONDS", 60)
    monkeypatch.setattr(register, "MOST", 0)
    for _ in range(2):
        others()
    assert read == [len(NAMES) + 1] * 3
