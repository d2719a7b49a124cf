"""A slow phone on a slow network, and what its user waits for."""

import time
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, CDPSession, ElementHandle, Page

from benchmarks.beside_others.sites import Site

CPU = 4  # times slower
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
PATIENCE = 60
QUIET = 3  # seconds without a request: what comes later was fetched behind the first question
TAPS = 6
SETTLED = 200  # milliseconds in which a tap before is done with

# Run before the page's own scripts. A look at each frame costs all of them the same.
WATCH = """(() => {
  const seen = globalThis.seen = { ready: 0, blocked: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocked += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.body && (READY)) painted().then((at) => { seen.ready = at; });
    else requestAnimationFrame(look);
  };
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  }));
  // From the moment at which the finger left the screen to the end of the first picture that has
  // what comes next; no frame is asked for before the tap, so that none is in its way.
  globalThis.tapped = () => new Promise((done) => {
    const before = SHOWS;
    document.addEventListener("click", async ({ timeStamp }) => {
      let now = 0;
      do now = await painted(); while (SHOWS === before);
      done(now - timeStamp);
    }, { capture: true, once: true });
  });
  look();
})()"""


class Seen(NamedTuple):
    """Bytes and requests of a first visit, and milliseconds."""

    bodies: int
    headers: int
    requests: int
    paint: float
    ready: float
    blocked: float
    tap: float


class Counter:
    """What comes over the network, as the browser counts it."""

    def __init__(self, tools: CDPSession) -> None:
        self.headers = self.all = self.requests = 0
        self.last = time.monotonic()
        tools.on("Network.requestWillBeSent", self._sent)
        tools.on("Network.responseReceived", self._began)
        tools.on("Network.loadingFinished", self._finished)
        tools.send("Network.enable")

    def _sent(self, _event: object) -> None:
        self.requests += 1
        self.last = time.monotonic()

    def _began(self, event: dict[str, Any]) -> None:
        self.headers += event["response"]["encodedDataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.all += event["encodedDataLength"]
        self.last = time.monotonic()


def slow(tools: CDPSession) -> None:
    tools.send("Network.clearBrowserCache")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})


def first_visit(context: BrowserContext, site: Site) -> Seen:
    """Open a site for the first time, and answer."""
    page = context.new_page()
    page.add_init_script(WATCH.replace("READY", site.ready).replace("SHOWS", site.shows))
    tools = context.new_cdp_session(page)
    count = Counter(tools)
    slow(tools)
    page.goto(site.path, wait_until="commit")
    ready = when_ready(page)
    while time.monotonic() - count.last < QUIET:
        page.wait_for_timeout(100)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    blocked = page.evaluate("seen.blocked")
    headers, requests = count.headers, count.requests  # before the taps, which fetch more behind
    bodies = count.all - headers
    return Seen(bodies, headers, requests, paint, ready, blocked, taps(page, tools, site))


def when_ready(page: Page) -> float:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready: float = page.evaluate("globalThis.seen?.ready ?? 0")
        if ready:
            return ready
        page.wait_for_timeout(50)
    raise SystemExit(f"no question on {page.url}")


def taps(page: Page, tools: CDPSession, site: Site) -> float:
    """From the tap that goes on to the picture of what comes next: the median of some."""
    return median(tap(page, tools, site, place) for place in range(TAPS))


def tap(page: Page, tools: CDPSession, site: Site, place: int) -> float:
    answer = page.evaluate_handle(f"((n) => {site.answer})({place})").as_element()
    last = page.evaluate_handle(site.onward).as_element() or answer
    assert answer
    assert last
    if last is not answer:
        touch(tools, answer)
        page.wait_for_timeout(SETTLED)
    page.evaluate("globalThis.waited = tapped(), true")
    touch(tools, last)
    milliseconds: float = page.evaluate("waited")
    return milliseconds


def touch(tools: CDPSession, element: ElementHandle) -> None:
    """A finger, and nothing that listens beside the page: Playwright's own tap does."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def offline(context: BrowserContext, path: str, ready: str) -> float:
    """Open what a phone has kept, without a connection; milliseconds until it can be used."""
    page = context.new_page()
    page.add_init_script(WATCH.replace("READY", ready).replace("SHOWS", "0"))
    tools = context.new_cdp_session(page)
    slow(tools)
    context.set_offline(True)
    page.goto(path, wait_until="commit")
    return when_ready(page)
