"""Whom to call next, and why, without a click."""

from datetime import timedelta

from justhtml import JustHTML

from pwa.care import enrol
from tests.cast import Cast
from tests.clinic.nurse import Nurse
from tests.clinic.story import TODAY, Story, ago


def another(session, cast: Cast, name: str, phone: str = "+1 555 010 0199") -> Story:
    patient = enrol.add_patient(session, cast.oak, name, phone)
    patient.created_at -= timedelta(days=200)
    session.commit()
    return Story(session, cast.oak, patient.id)


def rows(nurse: Nurse) -> list[str]:
    page = JustHTML(nurse.get("/clinic/").text, sanitize=False)
    found = page.query("table.calls tbody tr")
    return [" ".join(row.to_text().split()) for row in found]


def test_it_teaches_when_nobody_waits(nora):
    page = nora.page("/clinic/")
    assert "Nobody is waiting for a call." in page
    assert "Nothing is waiting." in page


def test_it_says_who_why_since_when_and_how_to_reach_them(nora, ana):
    ana.returned(ago(2))
    [row] = rows(nora)
    assert row.startswith("Routine: this week Ana Alder Call Ana Alder: +1 555 010 0111")
    assert "Scores have gone up again." in row
    assert (
        "25 Apr: total 10, settled level 4, 2 raised in a row. Your line: 8 or more, and 4 above"
        in row
    )
    assert "Sat 25 Apr 2026 2 days ago" in row
    assert "Not yet" in row
    assert 'href="tel:+15550100111"' in nora.get("/clinic/").text


def test_it_puts_the_most_urgent_first_and_then_the_longest_waiting(nora, ana, session, cast):
    ana.returned(ago(1))
    dana = another(session, cast, "Dana Dogwood")
    dana.returned(ago(3))
    eli = another(session, cast, "Eli Elder")
    eli.checked_in(TODAY, 3, reports=["unsafe"])
    chidi = another(session, cast, "Chidi Cedar")
    chidi.checked_in(ago(1), 3, reports=["urine-pain"])
    order = [row.split(" Call ")[0] for row in rows(nora)]
    assert order == [
        "Urgent: now Eli Elder",
        "Soon: 1–2 days Chidi Cedar",
        "Routine: this week Dana Dogwood",
        "Routine: this week Ana Alder",
    ]


def test_it_lists_who_the_plan_asks_for_without_a_check_in(nora, ana):
    ana.settled(ago(55))
    [row] = rows(nora)
    assert "Not heard from." in row
    assert "Ana Alder" in row


def test_it_counts_what_was_tried_since_the_last_word(nora, ana, cast, clock):
    ana.returned(ago(1))
    path = f"/clinic/patients/{cast.ana}/contact"
    for outcome in ("no-answer", "message-left"):
        nora.done(path, **{f"{cast.ana}-outcome": outcome, f"{cast.ana}-note": "Rings out"})
        clock.shift(60)
    [row] = rows(nora)
    assert "2×, message left" in row
    assert "“Rings out”" in row


def test_it_lists_who_has_not_been_heard_from(nora, ana, session, cast):
    ana.checked_in(ago(12), 5)
    page = nora.page("/clinic/").partition("Not heard from")[2]
    assert "Ana Alder" in page
    assert "Wed 15 Apr 2026, 12 days ago" in page


def test_it_lists_nobody_twice(nora, ana):
    ana.settled(ago(55))
    assert nora.get("/clinic/").text.count(">Ana Alder</a>") == 1


def test_it_leaves_out_who_is_archived(nora, ana, cast):
    ana.returned(ago(1))
    nora.done(f"/clinic/patients/{cast.ana}/archive")
    assert "Ana Alder" not in nora.page("/clinic/")


def test_it_shows_no_other_clinics_patients(omar, ana):
    ana.returned(ago(1))
    assert "Ana" not in omar.page("/clinic/")
