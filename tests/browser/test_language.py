"""The whole app in another language: chosen by the patient or the clinic, kept without a server."""

import pytest
from playwright.sync_api import Page, expect

from pwa.care import enrol, patients
from tests.browser.patients import OK, begin, install, invite, pair, received, respond_well, rows
from tests.browser.test_accessibility import PAGES, look

HIDDEN_AT_THE_SIDE = """() => [...document.querySelectorAll(".scroll")]
  .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.ariaLabel)"""
HELLO = {"en": "Hello Ana Alder", "es": "Hola, Ana Alder", "fr": "Bonjour Ana Alder"}


def in_language(page: Page, language: str) -> None:
    expect(page.locator(f'html[lang="{language}"]')).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text(HELLO[language])


def choose(page: Page, name: str) -> None:
    page.goto("/app/language")
    page.get_by_role("button", name=name).click()


def speak(server, cast, language: str) -> None:
    """The clinic changes it on the patient's page."""
    with server.session() as session:
        ana = patients.find(session, cast.oak, cast.ana)
        enrol.edit_patient(session, ana, language=language)
        session.commit()


def answer_in_spanish(page: Page) -> None:
    page.get_by_role("link", name="Responder el cuestionario", exact=True).click()
    for number, value in enumerate(OK, 1):
        expect(page.get_by_text(f"Pregunta {number} de 7")).to_be_visible()
        name = ("Ningún día", "Varios días")[value]
        page.get_by_label(name, exact=True).locator("visible=true").check()
        page.get_by_role("button", name="Continuar").click()
    page.get_by_label("Sí", exact=True).check()
    page.get_by_role("button", name="Continuar").click()
    if page.get_by_role("heading", level=1).inner_text() != "Revise sus respuestas":
        page.get_by_role("button", name="Continuar").click()  # side effects were asked about
    expect(page.get_by_role("heading", level=1)).to_have_text("Revise sus respuestas")
    page.get_by_role("button", name="Terminar").click()


def test_it_is_chosen_once_and_kept_with_the_server_dead(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    choose(page, "Español")
    in_language(page, "es")
    page.goto("/app/language")
    page.context.set_offline(True)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Para esto hace falta una conexión. Inténtelo de nuevo cuando la tenga."
    )
    expect(page.get_by_role("button", name="English")).to_be_enabled()
    page.context.set_offline(False)
    server.kill()
    page.goto("/app")
    in_language(page, "es")
    answer_in_spanish(page)
    expect(page.get_by_text("Guardado en este teléfono").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gracias por responder")
    page.goto("/app/history")
    expect(page.get_by_role("columnheader", name="Puntaje")).to_be_visible()
    assert page.evaluate(HIDDEN_AT_THE_SIDE) == []  # long days are written on two lines
    server.start()
    page.goto("/app")
    expect(received(page)).to_contain_text("Recibido por Oak Clinic: ")
    assert [row.answers for row in rows(server)] == [OK]


def test_it_follows_the_clinic_but_not_under_a_questionnaire(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    begin(page)
    page.get_by_label("Not at all", exact=True).locator("visible=true").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Question 2 of 7")).to_be_visible()
    speak(server, cast, "fr")
    page.goto("/app")
    expect(page.get_by_role("link", name="Continue your check-in")).to_be_visible()
    page.goto("/app/language")
    expect(page.get_by_text("You have a check-in that is not finished.")).to_be_visible()
    expect(page.get_by_role("button", name="Français")).to_be_hidden()
    page.goto("/app/check-in")
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto("/app")
    in_language(page, "fr")


def test_a_patient_chooses_it_on_the_pairing_page(page: Page, server, cast):
    page.goto(f"/app/pair#{invite(server, cast).token}")
    page.get_by_role("link", name="Español").click()
    page.get_by_role("button", name="Vincular este teléfono").click()
    in_language(page, "es")


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_screen_fits_and_is_accessible(page: Page, server, cast, language):
    """Longer words than English ones, on a narrow phone."""
    page.set_viewport_size({"width": 320, "height": 568})
    respond_well(server, cast, (16, 5, 4, 5, 10))
    speak(server, cast, language)
    page.goto(f"/app/pair?lang={language}#{invite(server, cast).token}")
    page.locator("#pair").click()
    in_language(page, language)
    for path in (*PAGES, "/app/language", "/app/check-in"):
        page.goto(path)
        expect(page.locator("h1").locator("visible=true").first).to_be_visible()
        look(page)
