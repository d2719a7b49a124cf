from pwa.care import policy
from pwa.clinic.views import versions


def publish(session, cast, values: dict[str, int], why: str) -> None:
    policy.publish(session, cast.oak, values, None, why, cast.nora)
    session.commit()


def test_it_lists_them_newest_first(nora, session, cast):
    publish(session, cast, {"return_cutoff": 9}, "Second thoughts")
    page = nora.page("/clinic/thresholds/versions")
    assert "Version 2 Mon 27 Apr 2026, 11:00 Nora North Own Second thoughts" in page
    assert "Version 1 Mon 6 Jan 2025, 10:00 when the clinic was set up Balanced" in page
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
