"""A new release waits for a safe moment and a tap. It never reloads under a questionnaire."""

from playwright.sync_api import Page, expect

from tests.browser.patients import OK, answer, begin, finish, install, pair, received, rows

WAITING = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  for (let tries = 0; tries < 1200 && !registration.waiting; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Boolean(registration.waiting);
}"""
ACTIVATE = """async () => {
  const { waiting } = await navigator.serviceWorker.getRegistration();
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    waiting.postMessage({ type: "activate" });
  });
}"""
CACHES = "caches.keys()"


def release(page: Page) -> str:
    return page.locator("body").get_attribute("data-release") or ""


def deploy(server) -> None:
    server.stop()
    server.start(BOOSTER_RELEASE_SALT="another")


def test_an_update_during_a_questionnaire_waits(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    old = release(page)
    begin(page)
    answer(page, OK[:3])
    page.evaluate("window.stillTheSamePage = true")
    deploy(server)
    assert page.evaluate(WAITING)
    page.wait_for_timeout(300)
    expect(page.get_by_text("A new version of this app is ready.")).to_be_hidden()

    answer(page, OK[3:], 4)
    finish(page)
    expect(received(page)).to_be_visible()
    assert page.evaluate("window.stillTheSamePage")
    assert release(page) == old
    assert [row.answers for row in rows(server)] == [OK]

    expect(page.get_by_text("A new version of this app is ready.")).to_be_visible()
    page.get_by_role("button", name="Update now").click()
    expect(page.locator(f'body:not([data-release="{old}"])')).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for checking in")


def test_a_draft_alone_keeps_the_update_back(page: Page, server, cast):
    pair(page, server, cast)
    install(page)
    begin(page)
    answer(page, OK[:3])
    page.goto("/app")
    deploy(server)
    assert page.evaluate(WAITING)
    page.reload()
    expect(page.get_by_role("link", name="Continue your check-in")).to_be_visible()
    page.wait_for_timeout(300)
    expect(page.get_by_text("A new version of this app is ready.")).to_be_hidden()


def test_a_page_keeps_its_release_while_another_tab_updates(page: Page, context, server, cast):
    pair(page, server, cast)
    install(page)
    old = release(page)
    other = context.new_page()
    other.goto("/app")
    begin(page)
    deploy(server)
    assert other.evaluate(WAITING)
    page.evaluate("window.stillTheSamePage = true")
    other.evaluate(ACTIVATE)
    other.reload()
    assert release(other) != old
    server.kill()
    # The old page still finds the modules of its own release.
    page.bring_to_front()
    answer(page, OK)
    finish(page)
    assert page.evaluate("window.stillTheSamePage")
    assert f"booster-release-{old}-en" in page.evaluate(CACHES)
    page.close()
    # A later start deletes the old files: the page that is gone may hold them a moment longer.
    for _ in range(50):
        other.reload()
        expect(other.get_by_role("heading", level=1)).to_have_text("Hello Ana Alder")
        if f"booster-release-{old}-en" not in other.evaluate(CACHES):
            return
        other.wait_for_timeout(200)
    raise AssertionError("the old release's files were not deleted")


def test_a_half_new_server_does_not_mix_releases(page: Page, server, cast):
    """The old shell from the cache finds its old files there, whatever the server has by now."""
    pair(page, server, cast)
    install(page)
    old = release(page)
    deploy(server)
    fetched = []
    page.context.on("response", lambda one: fetched.append((one.url, one.from_service_worker)))
    page.goto("/app/history")
    assert release(page) == old
    assets = [by_worker for url, by_worker in fetched if f"/static/{old}/js/" in url]
    assert assets
    assert all(assets)
