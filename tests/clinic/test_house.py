"""The clinic's own: details, look, languages and words, each refused with why, and on record."""

from io import BytesIO

from sqlmodel import select

from pwa.store.tables import AuditEvent, Clinic, ClinicImage, Patient

DETAILS = "/clinic/settings/details"
LOOK = "/clinic/settings/look"
MESSAGE = "/clinic/settings/message?about=same"
GOOD = {
    "name": "Oak Clinic",
    "phone": "+1 555 010 0100",
    "country": "US",
    "timezone": "America/New_York",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"


def clinic_of(look, cast) -> Clinic:
    return look(select(Clinic).where(Clinic.id == cast.oak))[0]


def last_fields(look) -> list[str]:
    chosen = select(AuditEvent).where(AuditEvent.name == "settings.changed")
    return look(chosen.order_by(AuditEvent.seq))[-1].details["fields"]


def test_it_leads_everywhere(nora):
    page = nora.page("/clinic/settings")
    for name in ("Details", "Colour and logo", "Languages", "Thresholds", "People", "Audit trail"):
        assert name in page
    assert "Audit trail" in page


def test_it_changes_the_details_and_writes_every_plan_anew(nora, look, cast):
    [before] = look(select(Patient.changes).where(Patient.id == cast.ana))
    typed = GOOD | {"name": "Oak House", "hours_en": "Monday to Friday, 9 to 5", "hours_es": ""}
    nora.done(DETAILS, **typed)
    clinic = clinic_of(look, cast)
    assert clinic.name == "Oak House"
    assert clinic.opening_hours == {"en": "Monday to Friday, 9 to 5"}
    assert last_fields(look) == ["name", "opening_hours"]
    assert look(select(Patient.changes).where(Patient.id == cast.ana)) == [before + 1]
    assert 'value="Monday to Friday, 9 to 5"' in nora.get(DETAILS).text


def test_it_refuses_details_that_cannot_be(nora, look, cast):
    bad = {
        "name": "",
        "phone": "ring us",
        "country": "XX",
        "timezone": "Mars",
        "hours_en": "a" * 121,
    }
    page = nora.refused(DETAILS, **bad)
    for words in (
        *("Is required", "Must have digits", "Must be a time zone", "at most 120 characters"),
        "Is required: none is on our list for this country",
    ):
        assert words in page
    assert clinic_of(look, cast).country == "US"
    nora.done(DETAILS, **GOOD | {"country": "br", "emergency_number": "192"})
    assert clinic_of(look, cast).emergency_number == "192"
    assert "Patients now see 192, Find A Helpline" in nora.page(DETAILS)


def test_it_takes_a_colour_that_can_be_read_and_says_the_nearest(nora, look, cast):
    page = nora.refused(LOOK, colour="#ff8800")
    assert "The nearest is #" in page
    nearest = page.partition("The nearest is ")[2][:7]
    nora.done(LOOK, colour=nearest.upper())
    assert clinic_of(look, cast).colour == nearest
    assert "and six digits" in nora.refused(LOOK, colour="orange")
    nora.done(LOOK, colour="")
    assert clinic_of(look, cast).colour is None


def send_logo(nora, body: bytes, name: str = "logo.png"):
    data = {"logo": (BytesIO(body), name), "csrf_token": nora.token()}
    return nora.client.post("/clinic/settings/logo", data=data)


def test_it_shows_a_logo_to_anyone_under_a_name_that_changes(app, nora, look, cast):
    assert send_logo(nora, PNG).status_code == 303
    [kept] = look(select(ClinicImage))
    address = f"/logo/{cast.oak}/{kept.digest}"
    assert address in nora.get(LOOK).text
    response = app.test_client().get(address)
    assert (response.mimetype, response.data) == ("image/png", PNG)
    assert "immutable" in response.headers["Cache-Control"]
    send_logo(nora, PNG + b"another")
    assert app.test_client().get(address).status_code == 404
    nora.done("/clinic/settings/logo/remove")
    assert look(select(ClinicImage)) == []


def test_it_takes_no_picture_that_is_none(nora, look):
    svg = send_logo(nora, b"<svg onload='alert(1)'></svg>", "logo.png")
    assert svg.status_code == 422
    assert "Must be a PNG, JPEG or WebP picture" in svg.text
    assert "at most 100 KB" in send_logo(nora, PNG + b"a" * 102400).text
    assert "Choose a picture first." in send_logo(nora, b"", "").text
    assert look(select(ClinicImage)) == []


def test_patients_choose_from_the_languages_that_it_offers(nora, look, cast):
    nora.done("/clinic/settings/languages", languages=["en", "fr"])
    assert clinic_of(look, cast).languages == ["en", "fr"]
    form = nora.get("/clinic/patients/new").text
    assert ">Français<" in form
    assert ">Español<" not in form
    nora.done("/clinic/settings/languages", languages=["en", "es", "fr"])
    assert clinic_of(look, cast).languages is None
    assert "Must be one or more of" in nora.refused("/clinic/settings/languages")


def test_it_says_things_in_its_own_words(nora, look, cast):
    page = nora.refused(MESSAGE, en="All is normal.", es="Todo bien.")
    assert "Must not say “normal”" in page
    assert "Must not say “Todo bien”" in page
    assert clinic_of(look, cast).words is None
    preview = nora.post(MESSAGE, en="Call us at any time.", preview="")
    assert "How it reads" in preview.text
    assert clinic_of(look, cast).words is None
    assert "English" in nora.done(MESSAGE, en="Call us at any time.")
    assert clinic_of(look, cast).words == {"en": {"same": ["Call us at any time."]}}
    assert nora.get("/clinic/settings/message?about=help-now").status_code == 404


def test_words_between_treatments_keep_to_the_same_list(nora):
    fields = {"early_days": "21", "early_every_days": "7", "window_every_days": "7"}
    path = "/clinic/settings/check-ins"
    assert "Must not say “diagnosis”" in nora.refused(path, **fields, between_en="Your diagnosis.")
