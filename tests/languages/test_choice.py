"""Which language a page is in, and who may choose it."""

import json
import re

import pytest
from sqlmodel import select

from pwa.care import enrol, languages, pairing
from pwa.decision import GAD7_IN
from pwa.languages import PSEUDO
from pwa.patient.pages import PAGES
from pwa.store.tables import Patient
from tests.patient.conftest import Phone

LANG = re.compile(r'<html lang="([\w-]+)"')
WORDS = re.compile(r'<script type="application/json" id="words">(.*?)</script>', re.DOTALL)


def language_of(response) -> str:
    return LANG.search(response.text)[1]


def ana(session, cast) -> Patient:
    return session.exec(select(Patient).where(Patient.id == cast.ana)).one()


def speak(session, cast, language: str) -> None:
    enrol.edit_patient(session, ana(session, cast), language=language)
    session.commit()


@pytest.fixture
def phone(clock, app, session, cast) -> Phone:
    """Ana's phone, whose clinic has said that she reads Spanish."""
    speak(session, cast, "es")
    made = pairing.make_invite(session, ana(session, cast), "test", "message")
    session.commit()
    phone = Phone(app.test_client(), cast.ana)
    assert phone.pair(made.token).status_code == 201
    return phone


@pytest.mark.parametrize(
    ("address", "cookie", "browser", "language"),
    [
        ("/app", None, "", "en"),
        ("/app", None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("/app", None, "es-419", "es"),
        ("/app", None, "de, pt;q=0.5", "en"),
        ("/app", "es", "fr", "es"),
        ("/app?lang=fr", "es", "en", "fr"),
        ("/app?lang=xx", "es", "en", "es"),
        ("/app?lang=ar-XB", None, "ar-XB", "en"),  # only for trying the screens
        ("/clinic/sign-in", "es", "fr", "en"),
    ],
)
def test_the_address_then_the_cookie_then_the_browser_says_which(
    client, address, cookie, browser, language
):
    if cookie:
        client.set_cookie("language", cookie)
    assert language_of(client.get(address, headers={"Accept-Language": browser})) == language


def test_a_page_says_what_it_depends_on(client):
    assert {"Cookie", "Accept-Language"} <= set(client.get("/app").vary)
    assert "Accept-Language" not in client.get("/healthz").vary


@pytest.mark.parametrize("language", ["es", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_every_language(client, path, language):
    page = client.get(f"{path}?lang={language}")
    assert language_of(page) == language
    english = client.get(path)
    assert (
        re.search(r"<h1[^>]*>[^<]+", page.text)[0] != re.search(r"<h1[^>]*>[^<]+", english.text)[0]
    )
    assert "Get help now" not in WORDS.sub("", page.text)


def test_the_questions_are_the_official_ones(client):
    page = client.get("/app/check-in?lang=es").text
    gad7 = GAD7_IN["es"]
    for text in (gad7.stem, *(item.text for item in gad7.items)):
        assert text in page
    assert f'data-questionnaire="{gad7.id}"' in page
    assert 'data-step="difficulty"' not in page
    assert f'lang="en">{gad7.attribution}' in page


def test_scripts_get_the_words_that_they_say_and_no_others(client):
    words = json.loads(WORDS.search(client.get("/app/check-in?lang=es").text)[1])
    assert words["Finish"] == "Terminar"  # its own
    assert words["Left blank"] == "En blanco"  # of a module that it fetches later
    assert words["You left question {numbers} blank."][1].startswith("Dejó en blanco las")
    assert "Time of day" not in words  # another page's
    assert not WORDS.search(client.get("/app/check-in").text)  # English is in the scripts


def test_pairing_gives_the_patients_language(phone):
    assert phone.client.get_cookie("language").value == "es"
    assert language_of(phone.client.get("/app")) == "es"
    said = phone.client.get("/api/session").get_json()
    assert said["patient"]["language"] == "es"
    assert said["plan"]["calendar"]["weekdays"][0] == "lunes"
    assert said["clinic"]["emergency"] == "911"


def test_a_language_that_was_chosen_on_the_pairing_page_stays(app, session, cast, clock):
    made = pairing.make_invite(session, ana(session, cast), "test", "message")
    session.commit()
    client = app.test_client()
    body = {"secret": made.token, "language": "fr"}
    answer = client.post("/api/pair", json=body, headers={"X-Booster": "1"})
    assert answer.get_json()["patient"]["language"] == "fr"
    session.expire_all()
    assert ana(session, cast).language == "fr"


def test_advice_is_in_the_patients_language(phone):
    answer = phone.put(phone.item(reports=["chest-pain"], questionnaire="gad-7/es-US"))
    advice = answer.get_json()["advice"]
    assert advice["title"] == "Llame al 911 ahora"
    assert advice["message"][0] == "Esto podría ser una emergencia. Llame al 911 ahora."


def test_a_change_brings_the_plan_in_other_words(phone):
    before = phone.client.get("/api/session").get_json()["plan"]
    answer = phone.client.put("/api/language", json={"language": "fr"}, headers={"X-Booster": "1"})
    assert (answer.status_code, answer.get_json()) == (200, {"language": "fr"})
    after = phone.client.get("/api/session").get_json()["plan"]
    assert after["calendar"]["weekdays"][0] == "lundi"
    assert after["periods"] == before["periods"]
    assert language_of(phone.client.get("/app")) == "fr"


@pytest.mark.parametrize("wish", ["xx", "ar-XB", "", None, 7])
def test_no_other_language_can_be_chosen(phone, wish):
    answer = phone.client.put("/api/language", json={"language": wish}, headers={"X-Booster": "1"})
    assert answer.status_code == 422
    assert language_of(phone.client.get("/app")) == "es"


def test_the_screens_can_be_tried_from_right_to_left(phone, app, monkeypatch):
    monkeypatch.setitem(app.config, "LANGUAGES", languages.offered(with_pseudo=True))
    wish = {"language": PSEUDO.code}
    assert phone.client.put("/api/language", json=wish, headers={"X-Booster": "1"}).json == wish
    assert phone.client.get("/api/session").json["patient"]["language"] == PSEUDO.code
    assert 'dir="rtl"' in phone.client.get("/app").text


def test_it_works_without_scripts_and_before_pairing(client):
    answer = client.post("/app/language", data={"language": "fr"})
    assert (answer.status_code, answer.location) == (303, "/app")
    assert language_of(client.get("/app")) == "fr"


def test_errors_are_in_the_readers_language(client):
    client.set_cookie("language", "es")
    assert "No encontramos esta página" in client.get("/app/nowhere").text
    said = client.post("/api/pair", json={"secret": "x" * 40}, headers={"X-Booster": "1"})
    assert said.get_json()["error"]["message"].startswith("Este código no abre nada.")


def test_the_pairing_page_names_each_language_in_itself(client):
    page = client.get("/app/pair").text
    assert re.search(r'href="/app/pair\?lang=es"[^>]*lang="es">Español<', page)
    assert re.search(r'href="/app/pair\?lang=fr"[^>]*lang="fr">Français<', page)


def test_the_worker_and_the_manifest_are_of_one_language(client):
    assert 'const LANGUAGE = "es"' in client.get("/service-worker.js?lang=es").text
    manifest = client.get("/manifest.webmanifest?lang=es").get_json(force=True)
    assert (manifest["id"], manifest["lang"], manifest["dir"]) == ("/app", "es", "ltr")
    assert manifest["short_name"] == "Cuestionario"
