"""What the patients of the browser tests do with their fingers, and what was kept of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page, expect
from sqlmodel import col, select

from pwa.care import enrol, pairing, patients, treatment
from pwa.store.tables import CheckIn, Device, Patient
from tests.browser.server import Server
from tests.cast import Cast

OK = [1, 1, 1, 1, 0, 0, 0]
HIGH = [2, 2, 2, 2, 2, 2, 1]
OPTIONS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
CHECK_INS = "**/api/check-ins/*"
NO_BACKGROUND_SYNC = "delete ServiceWorkerRegistration.prototype.sync"
# A step asks for its place in the history and on disk when its picture is there, and this later.
PAINTED = """new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100);
})"""
INDUCTION = range(0, 18, 3)  # six treatments, three days apart


def invite(server: Server, cast: Cast, patient: str = "") -> pairing.NewInvite:
    """A fresh invite for Ana, or for the patient with this id."""
    with server.session() as session:
        person = patients.find(session, cast.oak, patient or cast.ana)
        made = pairing.make_invite(session, person, cast.nora)
        session.commit()
    return made


def pair(page: Page, server: Server, cast: Cast) -> None:
    """Pair this page's phone with Ana, by the link."""
    page.goto(f"/app/pair#{invite(server, cast).token}")
    page.get_by_role("button", name="Pair this phone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")


def install(page: Page) -> None:
    """Wait until the service worker has every file, as it has after a first visit."""
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")


def draft_is_kept(page: Page) -> None:
    """Wait until what the screen shows is on disk: whoever saves a draft holds this lock."""
    page.evaluate(f"{PAINTED}.then(() => navigator.locks.request('booster-draft', () => true))")


def today(server: Server, cast: Cast) -> date:
    with server.session() as session:
        return patients.today_of(session, patients.find(session, cast.oak, cast.ana))


def respond_well(server: Server, cast: Cast, totals: Sequence[int] = (16, 5, 4, 5, 4)) -> None:
    """Ana's story: a course of six that helped, then weekly check-ins up to a week ago."""
    with server.session() as session:
        ana = patients.find(session, cast.oak, cast.ana)
        now = patients.today_of(session, ana)
        weeks = len(totals) + 2  # two weeks of treatment between the first total and the second
        first = now - timedelta(days=7 * weeks)
        for days in INDUCTION:
            on = first + timedelta(days=days + 1)
            treatment.record(session, ana, on, "induction", planned=True, by=cast.nora)
        for week, total in enumerate(totals):
            on = first + timedelta(days=7 * (week + 2) if week else 0)
            session.add(_check_in(ana, on, week, total))
        enrol.edit_patient(session, ana)  # so that the plan is made anew
        session.commit()


def _check_in(patient: Patient, on: date, seq: int, total: int) -> CheckIn:
    at = datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=15)
    return CheckIn(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        seq=seq + 1,
        on=on,
        answers=[total // 7 + (place < total % 7) for place in range(7)],
        digest="",
        taken_at=at,
        received_at=at,
        day_uncertain=False,
    )


def begin(page: Page) -> None:
    """From the first screen to the first question."""
    page.get_by_role("link", name="Check in", exact=True).click()
    expect(page.get_by_text("Question 1 of 7")).to_be_visible()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()  # the scripts are there


def answer(page: Page, answers: Sequence[int | None], first: int = 1) -> None:
    """Answer from question `first` on; None leaves one blank."""
    for number, value in enumerate(answers, first):
        expect(page.get_by_text(f"Question {number} of 7")).to_be_visible()
        if value is None:
            page.get_by_role("button", name="Leave this question blank").click()
        else:
            page.get_by_label(OPTIONS[value], exact=True).locator("visible=true").check()
            page.get_by_role("button", name="Continue").click()


def say_yes(page: Page) -> None:
    """From the difficulty question to the last treatment, which the clinic has right."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("how difficult")
    page.get_by_role("button", name="Continue").click()
    expect(heading).to_contain_text("Is that right?")
    page.get_by_label("Yes", exact=True).check()


def finish(page: Page) -> None:
    """From the difficulty question to the result."""
    say_yes(page)
    finish_from_treatment(page)


def finish_from_treatment(page: Page) -> None:
    """From what was said about the last treatment to the result."""
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("button", name="Continue").click()
    expect(heading).not_to_contain_text("Is that right?")
    if heading.inner_text() != "Check your answers":
        page.get_by_role("button", name="Continue").click()  # side effects were asked about
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("#result")).to_be_visible()


def check_in(page: Page, answers: Sequence[int | None]) -> None:
    """A whole check-in from the first screen to the result."""
    begin(page)
    answer(page, answers)
    finish(page)


def check_in_cut_off(page: Page, answers: Sequence[int | None]) -> None:
    """A whole check-in whose request is cut off on the way; from then on the way is free."""
    page.add_init_script(NO_BACKGROUND_SYNC)  # or the worker's word might come at any moment
    page.reload()
    page.route(CHECK_INS, lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.method == "PUT"):
        check_in(page, answers)
    expect(saved(page)).to_be_visible()
    page.unroute(CHECK_INS)


def saved(page: Page):
    """What says that answers are on this phone only."""
    return page.get_by_text("Saved on this phone", exact=True).locator("visible=true").first


def received(page: Page):
    """What says that the clinic has them."""
    return page.locator(".state[data-received]").locator("visible=true").first


def rows(server: Server) -> list[CheckIn]:
    """The check-ins that came from phones, in the order in which they came."""
    with server.session() as session:
        chosen = select(CheckIn).where(col(CheckIn.device_id).is_not(None))
        return list(session.exec(chosen.order_by(col(CheckIn.received_at))))


def devices(server: Server) -> list[Device]:
    with server.session() as session:
        return list(session.exec(select(Device)))
