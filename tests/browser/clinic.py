"""What the nurses of the browser tests do, and a clinic in which something has happened."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from pwa.care import appointment, enrol, pairing, patients
from tests.browser.server import Server
from tests.cast import PASSWORD, Cast
from tests.clinic.story import Story


def sign_in(page: Page, email: str = "nora@oak.example") -> None:
    page.goto("/clinic/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call list")


def busy_day(server: Server, cast: Cast) -> Story:
    """Ana's symptoms are back, Eli feels unsafe, Chidi told of a treatment and sent what is no
    check-in, Dana is silent."""
    with server.session() as session:
        ana = Story(session, cast.oak, cast.ana)
        now = patients.today_of(session, ana.patient)
        ana.returned(now - timedelta(days=2))
        _eli(new(session, cast, "Eli Elder"), now)
        _chidi(new(session, cast, "Chidi Cedar"), now)
        new(session, cast, "Dana Dogwood").checked_in(now - timedelta(days=12), 5)
        appointment.book(session, ana.patient, now + timedelta(days=9), cast.nora)
        made = pairing.make_invite(session, ana.patient, cast.nora)
        pairing.redeem(session, made.code, "Ana’s phone")
        pairing.make_invite(session, ana.patient, cast.nora, "message")
        session.commit()
    return ana


def new(session, cast: Cast, name: str) -> Story:
    patient = enrol.add_patient(session, cast.oak, name, "+1 555 010 0199", reference="OAK-17")
    patient.created_at -= timedelta(days=300)
    session.commit()
    return Story(session, cast.oak, patient.id)


def _eli(eli: Story, now: date) -> None:
    shown = {"headline": None, "action": "none", "urgency": "none", "plan_from": str(now)}
    eli.checked_in(now, 6, reports=["unsafe"], shown=shown)


def _chidi(chidi: Story, now: date) -> None:
    told = {"answer": "no", "on": str(now - timedelta(days=4))}
    chidi.checked_in(now - timedelta(days=1), 4, last_treatment=told)
    chidi.sent(now, f'{{"patient": "{chidi.patient.id}", "answers": [1, 2, 9]}}'.encode())
