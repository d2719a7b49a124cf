from sqlmodel import select

from pwa.care import policy
from pwa.clinic.views import versions
from pwa.store.tables import PolicyVersion


def publish(session, cast, values: dict[str, int], why: str) -> None:
    policy.publish(session, cast.oak, values, None, why, cast.nora)
    session.commit()


def test_it_lists_them_newest_first(nora, session, cast):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    page = nora.page("/clinic/thresholds/versions")
    assert "Version 2 In force Mon 27 Apr 2026, 11:00 Nora North no second person Second" in page
    assert "Version 1 Mon 6 Jan 2025, 10:00 when the clinic was set up" in page
    assert "at 9 instead of 8 points or more." in page
    assert page.index("Version 2") < page.index("Version 1")


def test_it_shows_one_with_all_its_values_and_what_it_changed(nora, session, cast):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    page = nora.page("/clinic/thresholds/versions/2")
    assert "at 9 instead of 8 points or more." in page
    assert "A score this high can count as symptoms coming back. 9 points 8" in page
    assert "What it changed" not in nora.page("/clinic/thresholds/versions/1")


def test_it_knows_no_version_that_is_not_there(nora):
    assert nora.get("/clinic/thresholds/versions/2").status_code == 404
    assert nora.get("/clinic/thresholds/versions/0").status_code == 404


def test_it_pages(nora, session, cast, monkeypatch):
    monkeypatch.setattr(versions, "PAGE", 2)
    for cutoff in (9, 10):
        publish(session, cast, {"return_cutoff": cutoff}, f"To {cutoff}")
    assert "Version 1" not in nora.page("/clinic/thresholds/versions")
    assert "Version 1" in nora.page("/clinic/thresholds/versions", before="2")


def test_it_says_which_is_in_force_and_which_is_retired(nora, session, cast):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    assert "State In force From" in nora.page("/clinic/thresholds/versions/2")
    assert "Retired Mon 27 Apr 2026, 11:00, by version 2" in nora.page(
        "/clinic/thresholds/versions/1"
    )


def test_it_rolls_back_in_one_step(nora, session, cast, look):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    page = nora.page("/clinic/thresholds/versions/1")
    assert "Roll back to this version" in page
    assert "at 8 instead of 9 points or more." in page
    page = nora.done("/clinic/thresholds/versions/1/roll-back", why="Calmer before")
    assert "Version 3 is in force, with the values of version 1." in page
    assert "Back to Version 1, whose values it takes again" in page
    newest = select(PolicyVersion).where(PolicyVersion.number == 3)
    (made,) = look(newest)
    assert (made.values, made.why, made.staff_id) == ({}, "Calmer before", cast.nora)
    assert "back to version 1" in nora.page("/clinic/thresholds/versions")


def test_it_asks_why_one_rolls_back(nora, session, cast, look):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    page = nora.refused("/clinic/thresholds/versions/1/roll-back", why=" ")
    assert "Say why: whoever reads this version later needs to know." in page
    assert len(look(select(PolicyVersion).where(PolicyVersion.clinic_id == cast.oak))) == 2


def test_it_does_not_offer_to_roll_back_to_the_same(nora):
    assert "Roll back" not in nora.page("/clinic/thresholds/versions/1")
    page = nora.refused("/clinic/thresholds/versions/1/roll-back", why="Why not")
    assert "Version 1 does not differ from the thresholds in force." in page
