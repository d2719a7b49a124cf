"""Every screen of the clinic: by machine, in light and dark, on the narrowest phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from pwa.care import course, imports, patients, protocols
from pwa.store.tables import AdviceRecord, Device, Quarantine, Request, Treatment
from tests.browser.axe import assert_accessible
from tests.browser.clinic import busy_day, sign_in
from tests.care.webhooks.telling import tells
from tests.interop.program import registered

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.fixture
def screens(server, cast) -> list[str]:
    ana = busy_day(server, cast)
    with server.session() as session:
        usual = protocols.of_clinic(session, cast.oak)
        start = patients.today_of(session, ana.patient) + timedelta(days=2)
        laid_out = course.follow(session, ana.patient, usual[0], start, 3, 7, cast.nora)
        table = "name,phone\nFay Fir,1\nGus,none\n"
        given = imports.keep(session, ana.clinic, cast.nora, "patients", "list.csv", table)
        session.commit()
        advice = session.exec(
            select(AdviceRecord).order_by(col(AdviceRecord.differs).desc())
        ).first()
        device, item = session.exec(select(Device)).one(), session.exec(select(Quarantine)).one()
        treatment = session.exec(select(Treatment)).first()
        cases = session.exec(select(Request).order_by(Request.urgency)).all()
        system = registered(session, cast.oak, cast.nora)
        told = tells(session, cast.oak, cast.nora)["webhook_id"]
        session.commit()
    patient = f"/clinic/patients/{cast.ana}"
    return [
        *("/clinic/", "/clinic/patients", "/clinic/patients/new", "/clinic/kept"),
        *("/clinic/patients?archived", "/clinic/sessions"),
        *("/clinic/thresholds", "/clinic/thresholds/versions", "/clinic/thresholds/versions/1"),
        "/clinic/drafts",
        *("/clinic/account", "/clinic/account/app", "/clinic/account/password"),
        *("/clinic/people", "/clinic/people/invite", f"/clinic/people/{cast.nora}"),
        *("/clinic/audit", "/clinic/settings/details", "/clinic/settings/look"),
        *("/clinic/settings/languages", "/clinic/settings/messages", "/clinic/settings/check-ins"),
        "/clinic/settings/message?about=symptoms-back",
        *(f"/clinic/settings/record-systems/{one}" for one in ("new", system.id)),
        *(f"/clinic/settings/webhooks{one}" for one in ("", "/new", f"/{told}")),
        *("/clinic/settings", f"{patient}/plan", f"{patient}/erase"),
        *(patient, f"{patient}/edit", f"{patient}/archive", f"{patient}/contact"),
        *(f"{patient}/baseline", f"{patient}/invite", f"{patient}/treatments/new"),
        *(f"{patient}/appointments/new", f"{patient}/timeline"),
        f"{patient}/course/new/{usual[1].id}",
        *("/clinic/protocols", f"/clinic/courses/{laid_out.id}", f"/clinic/import/{given.id}"),
        *(f"/clinic/treatments/{treatment.id}/{what}" for what in ("correct", "remove")),
        *(f"/clinic/advice/{advice.id}?again=1", f"/clinic/phones/{device.id}/revoke"),
        *(
            f"/clinic/kept/{item.id}",
            "/clinic/cases",
            *(f"/clinic/cases/{c.id}" for c in cases[-2:]),
        ),
    ]


def assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"


def open_everything(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


def test_it_has_no_violation_on_any_screen(desktop, screens):
    assert_sign_in_is_accessible(desktop)
    sign_in(desktop)
    for path in screens:
        desktop.goto(path)
        open_everything(desktop)
        for scheme, size in (("light", WIDE), ("dark", WIDE), ("light", NARROW), ("dark", NARROW)):
            desktop.emulate_media(color_scheme=scheme)
            desktop.set_viewport_size(size)
            assert_accessible(desktop)
            assert_fits(desktop)


def assert_sign_in_is_accessible(page: Page) -> None:
    page.goto("/clinic/sign-in")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def test_it_has_no_violation_on_what_a_form_leads_to(desktop, screens, cast, watch):
    watch.allow("status of 4")
    desktop.goto("/clinic/sign-in")
    desktop.get_by_role("button", name="Sign in", exact=True).click()
    assert_accessible_in_both(desktop)
    sign_in(desktop)
    desktop.goto("/clinic/thresholds?preset=quiet")
    desktop.get_by_role("button", name="Save as a draft").click()
    assert_accessible_in_both(desktop)
    desktop.get_by_label("Why are you changing this?").fill("Calmer")
    desktop.get_by_role("button", name="Save as a draft").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Draft of")
    assert_accessible_in_both(desktop)
    assert_fits_a_phone(desktop)
    desktop.get_by_role("button", name="Publish").click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Thresholds, version 2")
    desktop.goto("/clinic/thresholds/versions/1")
    expect(desktop.get_by_role("button", name="Roll back to version 1")).to_be_visible()
    assert_accessible_in_both(desktop)
    assert_fits_a_phone(desktop)
    desktop.goto(f"/clinic/patients/{cast.ana}/invite")
    desktop.get_by_label("By letter or message").check()
    desktop.get_by_role("button", name="Make the invite").click()
    assert_accessible_in_both(desktop)
    desktop.goto(f"/clinic/patients/{cast.ana}/contact")
    desktop.get_by_label("No answer").check()
    desktop.get_by_role("button", name="Save contact").click()
    expect(desktop.get_by_role("button", name="Undo")).to_be_visible()
    assert_accessible_in_both(desktop)


def assert_fits_a_phone(page: Page) -> None:
    page.set_viewport_size(NARROW)
    assert_fits(page)
    page.set_viewport_size(WIDE)


def assert_accessible_in_both(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)


def test_it_loses_nothing_at_twice_the_text(desktop, screens):
    sign_in(desktop)
    desktop.set_viewport_size({"width": 640, "height": 900})
    for path in screens:
        desktop.goto(path)
        open_everything(desktop)
        desktop.evaluate("document.documentElement.style.fontSize = '200%'")
        assert_fits(desktop)


def test_it_has_no_violation_with_the_banner_of_a_demo(desktop, server, cast):
    server.stop()
    server.start(BOOSTER_DEMO="1")
    sign_in(desktop)
    expect(desktop.get_by_role("complementary", name="Demo")).to_be_visible()
    assert_accessible_in_both(desktop)
