"""A draft at the clinic's door: drawn up, reviewed by a second person, published, taken back."""

from datetime import timedelta

import pytest
from sqlmodel import select

from pwa.care import clock as time
from pwa.care import drafts, lab, plan, policy
from pwa.care.audit import Actor
from pwa.decision import PARAMETERS, Policy
from pwa.store import directory
from pwa.store.tables import Clinic, PolicyDraft, PolicyVersion, Staff
from tests.cast import PASSWORD
from tests.clinic.nurse import Nurse, words
from tests.clinic.story import TODAY, ago

TOMORROW = (TODAY + timedelta(days=1)).isoformat()
NO_SECOND = "There is no second person."


@pytest.fixture
def mia(app, session, cast, clock) -> Nurse:
    """Mia of Oak Clinic, signed in: a clinician beside Nora."""
    nora = session.get_one(Staff, (cast.oak, cast.nora))
    session.add(
        Staff(
            clinic_id=cast.oak,
            email="mia@oak.example",
            name="Mia Maple",
            password_hash=nora.password_hash,
            created_at=time.now(),
            role="clinician",
        )
    )
    directory.put(session, "staff", "mia@oak.example", cast.oak)
    session.commit()
    nurse = Nurse(app.test_client())
    nurse.sign_in("mia@oak.example", PASSWORD)
    return nurse


@pytest.fixture
def draft(session, cast, clock) -> str:
    """The address of a draft that Nora drew up."""
    nora = Actor("staff", cast.nora, cast.oak)
    made = drafts.begin(session, nora, {"return_cutoff": 10}, "Too many calls")
    session.commit()
    return f"/clinic/drafts/{made.id}"


@pytest.fixture
def version(look, cast):
    """The newest version."""
    chosen = select(PolicyVersion).where(PolicyVersion.clinic_id == cast.oak)
    return lambda: look(chosen.order_by(PolicyVersion.number.desc()))[0]


@pytest.fixture
def kept(look):
    return lambda: look(select(PolicyDraft))[0]


def told(nurse: Nurse, path: str, **fields: str) -> str:
    """What somebody is told whose step did nothing."""
    response = nurse.post(path, **fields)
    assert response.status_code == 303
    return nurse.page(response.location)


def test_it_says_what_it_would_change_and_who_drew_it_up(nora, draft):
    page = nora.page(draft)
    assert "at 10 instead of 8 points or more." in page
    assert "Drawn up by Nora North, against version 1" in page
    assert "Why Too many calls" in page


def test_one_alone_is_told_so_and_may_publish(nora, draft, version):
    assert NO_SECOND in nora.page(draft)
    page = nora.done(f"{draft}/publish", on=TODAY.isoformat())
    assert "Version 2 is in force. Phones get their new plan at their next contact." in page
    assert "Reviewed by no second person" in page
    assert (version().number, version().values) == (2, {"return_cutoff": 10})


def test_a_second_person_reviews_it_before_it_is_published(nora, mia, draft, version, cast):
    page = nora.page(draft)
    assert "A second person reviews it before it can be published: Mia Maple." in page
    assert NO_SECOND not in page
    page = nora.refused(f"{draft}/publish", on=TODAY.isoformat())
    assert "A second person has to review it first." in page
    assert version().number == 1
    mia.done(f"{draft}/review", verdict="agree", note="Good")
    page = nora.done(f"{draft}/publish", on=TODAY.isoformat())
    assert "Nora North Reviewed by Mia Maple" in page
    assert (version().staff_id, version().number) == (cast.nora, 2)


def test_the_reviewer_sends_it_back_with_a_note(nora, mia, draft):
    page = mia.refused(f"{draft}/review", verdict="back", note="")
    assert "Say what the author should look at." in page
    mia.done(f"{draft}/review", verdict="back", note="Why not 9?")
    page = nora.page(draft)
    assert "Sent back by Mia Maple" in page
    assert "Note Why not 9?" in page
    assert "Change the draft, or withdraw it." in page


def test_the_call_list_tells_whose_turn_it_is(nora, mia, draft):
    waits = "A colleague’s draft of the thresholds waits for a second person."
    assert waits in mia.page("/clinic/")
    assert "draft of the thresholds" not in nora.page("/clinic/")
    mia.done(f"{draft}/review", verdict="back", note="Why not 9?")
    assert "Your draft of the thresholds was sent back." in nora.page("/clinic/")
    assert "draft of the thresholds" not in mia.page("/clinic/")


def test_a_review_says_something(mia, draft):
    assert "Choose what you say of the draft." in mia.refused(f"{draft}/review")


def test_the_reviewer_takes_the_review_back(mia, draft, kept):
    mia.done(f"{draft}/review", verdict="agree")
    assert "Your review is taken back." in mia.done(f"{draft}/review/take-back")
    assert (kept().state, kept().reviewed_by) == ("draft", None)


def test_nobody_reviews_their_own(nora, mia, draft, kept):
    page = told(nora, f"{draft}/review", verdict="agree")
    assert "reviewed by somebody else than its author" in page
    assert kept().state == "draft"


def test_only_the_author_changes_it(nora, mia, draft, kept):
    typed = {name: str(value or "") for name, value in policy_of(kept).items()}
    typed |= {"return_cutoff": "9", "why": "A little"}
    assert "Only who drew up a draft" in told(mia, f"{draft}/edit", **typed)
    assert kept().values == {"return_cutoff": 10}
    assert "at 9 instead of 8 points" in nora.done(f"{draft}/edit", **typed)
    assert (kept().values, kept().why) == ({"return_cutoff": 9}, "A little")


def policy_of(kept) -> dict[str, int | None]:
    limits = Policy.from_values(kept().values)
    return {name: limits[name] for name in PARAMETERS}


def test_a_faulty_change_keeps_what_was_typed(nora, draft, kept):
    typed = {name: str(value or "") for name, value in policy_of(kept).items()}
    response = nora.post(f"{draft}/edit", **typed | {"return_cutoff": "99", "why": "Typed"})
    assert response.status_code == 422
    assert 'value="99"' in response.text
    assert "Must be a whole number from 7 to 12" in words(response)


def test_it_is_withdrawn_and_brought_back(nora, draft, kept):
    assert "You can bring it back below." in nora.done(f"{draft}/withdraw")
    assert "Drafts in hand" not in nora.page("/clinic/thresholds")
    assert "Withdrawn" in nora.page("/clinic/drafts")
    assert "The draft is back." in nora.done(f"{draft}/restore")
    assert kept().state == "draft"


def test_it_is_published_on_a_day_to_come_unless_that_is_taken_back(nora, draft, version, kept):
    page = nora.done(f"{draft}/publish", on=TOMORROW)
    assert "The draft is in force by itself from Tue 28 Apr 2026." in page
    assert "There was no second person to review it, and its version will say so." in page
    assert version().number == 1
    assert "Waits for its day, Tue 28 Apr 2026" in nora.page("/clinic/thresholds")
    nora.done(f"{draft}/publish/take-back")
    assert kept().publish_on is None


def test_a_day_that_cannot_be_is_refused(nora, draft, version):
    for on, says in {
        "2026-04-26": "The date is in the past.",
        "2027-12-01": "more than a year ahead",
        "soon": "Enter a real date",
        "": "Enter a date.",
    }.items():
        assert says in nora.refused(f"{draft}/publish", on=on)
    assert version().number == 1


def test_what_was_overtaken_is_compared_anew(nora, draft, session, cast):
    policy.publish(session, cast.oak, {"clear_at": 5}, None, "Theirs", None)
    session.commit()
    page = nora.page(draft)
    assert "Version 2 was published since this was drawn up." in page
    assert "ends with a score of 6 instead of 5 points or less." in page
    assert "In force from" not in page


def test_it_gives_phones_the_new_plan(nora, ana, draft, session):
    ana.settled(ago(33))
    before = plan.current(session, ana.patient, TODAY)
    session.commit()
    nora.done(f"{draft}/publish", on=TODAY.isoformat())
    assert plan.current(session, ana.patient, TODAY)["advice"] != before["advice"]


def test_it_leads_to_the_lab_until_it_was_tried_out(nora, draft):
    page = nora.get(draft)
    assert "Nobody has tried it out on your clinic’s history yet." in words(page)
    assert f'href="{draft}/lab"' in page.text


@pytest.fixture
def tried_out(ana, draft, session, cast) -> str:
    """The same draft, with the lab's figures."""
    ana.returned(ago(7))
    found = session.get_one(PolicyDraft, (cast.oak, draft[-36:]))
    found.lab = lab.figures(session, session.get_one(Clinic, cast.oak), found.values)
    session.commit()
    return draft


def test_it_shows_the_figures_and_keeps_them_with_the_version(nora, tried_out, version):
    page = nora.page(tried_out)
    assert "What this draft would have asked" in page
    assert "beside version 1" in page
    assert "Nobody has tried it out" not in page
    nora.done(f"{tried_out}/publish", on=TODAY.isoformat())
    assert version().lab["sums"]
    assert "people" not in version().lab
    page = nora.page("/clinic/thresholds/versions/2")
    assert "What version 2 would have asked" in page
    assert "“in force” is version 1 here" in page


def test_figures_of_other_values_are_not_shown(nora, tried_out, session, cast):
    found = session.get_one(PolicyDraft, (cast.oak, tried_out[-36:]))
    found.lab = found.lab | {"values": {"return_cutoff": 9}}
    session.commit()
    assert "Nobody has tried it out" in nora.page(tried_out)


def test_the_list_teaches_when_it_is_empty(nora):
    assert "There is no draft yet." in nora.page("/clinic/drafts")


def test_an_auditor_sees_it_and_changes_nothing(nora, draft, session, cast, kept):
    session.get_one(Staff, (cast.oak, cast.nora)).role = "auditor"
    session.commit()
    assert "It waits for a member of staff who may publish thresholds." in nora.page(draft)
    for step in ("withdraw", "publish", "review", "edit"):
        assert nora.post(f"{draft}/{step}").status_code == 403
    assert kept().state == "draft"


def test_it_asks_again_who_it_is_before_it_publishes(nora, draft, version, clock):
    clock.shift(timedelta(minutes=6))
    response = nora.post(f"{draft}/publish", on=TODAY.isoformat())
    assert response.status_code == 403
    assert f'name="on" value="{TODAY.isoformat()}"' in response.text
    assert version().number == 1
    page = nora.done(f"{draft}/publish", on=TODAY.isoformat(), **{"again-proof": PASSWORD})
    assert "Version 2 is in force." in page
