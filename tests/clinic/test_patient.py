"""A patient's page: all that is known, and what the rules make of it."""

from justhtml import JustHTML

from pwa.care import pairing
from tests.clinic.story import TODAY, ago


def page_of(nora, cast) -> str:
    return nora.page(f"/clinic/patients/{cast.ana}")


def test_it_teaches_when_nothing_is_known(nora, cast):
    page = page_of(nora, cast)
    assert "No check-in and no treatment yet." in page
    assert "No phone is paired, so the patient can send no check-in." in page
    assert "Before treatment" in page


def test_it_shows_the_phase_the_numbers_and_the_request(nora, ana, cast):
    ana.returned(ago(2))
    page = page_of(nora, cast)
    assert "Routine: this week Scores have gone up again" in page
    assert "Since Sat 25 Apr 2026, 2 days ago" in page
    assert "Phase Maintenance" in page
    assert "Settled level 4" in page
    assert "Baseline 16" in page


def test_it_shows_what_the_patient_reads(nora, ana, cast):
    ana.checked_in(TODAY, 16)
    page = page_of(nora, cast).partition("What the patient reads today")[2]
    assert "Call your clinic in the next day or two" in page
    assert "Limit set by Oak Clinic: 15 or more." in page


def test_it_draws_the_scores_and_gives_them_as_a_table(nora, ana, cast):
    ana.returned(ago(2))
    ana.checked_in(ago(1), 0, answers=[1, None, 0, 0, 0, 0, 0])
    page = JustHTML(nora.get(f"/clinic/patients/{cast.ana}").text, sanitize=False)
    assert len(page.query("circle.total")) == 6
    assert len(page.query("circle.unfinished")) == 1
    assert len(page.query("path.mark")) == 6
    text = " ".join(page.to_text().split())
    assert "Sat 25 Apr 2026 10 moderate 3 3 3 1 0 0 0" in text
    assert "Sun 26 Apr 2026 – not finished 1 – 0 0 0 0 0" in text


def test_it_says_changed_after_and_never_because(nora, ana, cast):
    ana.settled(ago(60))
    page = page_of(nora, cast)
    assert "16 → 4 (-12, 12 Mar, after 6 treatments)" in page
    assert "need not have changed because of it" in page


def test_it_shows_the_plan_as_the_phone_has_it(nora, ana, cast):
    ana.settled(ago(33))
    plan = page_of(nora, cast).partition("The plan on the patient’s phone")[2]
    assert "worked out today from version 1" in plan
    assert "No check-in Nothing asked You can check in at any time" in plan
    assert "15–21 Soon: 1–2 days Call your clinic in the next day or two" in plan


def test_it_takes_the_clinics_baseline(nora, ana, cast):
    ana.returned(ago(2))
    path = f"/clinic/patients/{cast.ana}/baseline"
    page = nora.done(path, baseline="18")
    assert "The baseline is saved." in page
    assert "18 (severe), entered by the clinic" in page
    assert "Baseline 18" in page
    assert "The baseline is forgotten." in nora.done(path, baseline="")
    assert "not entered" in page_of(nora, cast)


def test_it_refuses_a_baseline_that_is_no_score(nora, cast):
    for wrong in ("22", "-1", "7.5", "seven", "１２"):
        page = nora.refused(f"/clinic/patients/{cast.ana}/baseline", baseline=wrong)
        assert "Enter a whole number from 0 to 21, or nothing." in page


def test_it_lists_reports_in_plain_words(nora, ana, cast):
    ana.checked_in(ago(1), 3, reports=["urine-pain", "craving"])
    page = page_of(nora, cast)
    assert "Pain when you pee" in page
    assert "A strong pull to have more ketamine" in page


def test_it_names_a_waiting_invite_until_it_is_over(nora, ana, session, cast, clock):
    pairing.make_invite(session, ana.patient, cast.nora, "message")
    session.commit()
    assert "An invite is waiting until Thu 30 Apr 2026, 11:00." in page_of(nora, cast)


def test_it_says_when_it_is_not_there_in_the_clinics_own_page(nora):
    response = nora.get("/clinic/patients/nobody")
    assert response.status_code == 404
    assert "This is not here" in response.text
    assert "To the call list" in response.text


def test_it_escapes_what_people_typed(nora, ana, cast):
    fields = {f"{cast.ana}-outcome": "no-answer", f"{cast.ana}-note": "<script>alert(1)</script>"}
    nora.done(f"/clinic/patients/{cast.ana}/contact", **fields)
    text = nora.get(f"/clinic/patients/{cast.ana}").text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
