"""The app can be installed: its manifest is whole and the browser finds no fault in it."""

import json
import urllib.request

from playwright.sync_api import expect

from tests.browser.patients import install


def test_the_browser_finds_no_fault(phone):
    phone.page.goto("/app")
    install(phone.page)
    phone.page.reload()
    tools = phone.context.new_cdp_session(phone.page)
    manifest = tools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].partition("?")[0].endswith("/manifest.webmanifest")
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_every_picture_of_the_manifest_is_there(server):
    with urllib.request.urlopen(f"{server.url}/manifest.webmanifest") as response:
        manifest = json.load(response)
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == ("/app", "/app", "/")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert {one["form_factor"] for one in manifest["screenshots"]} == {"narrow", "wide"}
    for picture in manifest["icons"] + manifest["screenshots"]:
        with urllib.request.urlopen(f"{server.url}{picture['src']}") as response:
            body = response.read()
        assert body.startswith(b"\x89PNG")
        width, height = (int.from_bytes(body[n : n + 4]) for n in (16, 20))
        assert picture["sizes"] == f"{width}x{height}"


def test_the_browsers_own_offer_is_behind_a_button(page):
    page.goto("/app/install")
    expect(page.get_by_role("button", name="Add to home screen")).to_be_hidden()
    page.evaluate(
        """() => dispatchEvent(Object.assign(new Event("beforeinstallprompt"),
          { prompt: () => { document.title = "asked"; } }))"""
    )
    page.get_by_role("button", name="Add to home screen").click()
    expect(page).to_have_title("asked")
