// Serves files and shows reminders, and nothing else: no form, no API answer, no personal page
// passes through here.
// The page keeps what the patient says and sends it; see static/js/sync.js.
const RELEASE = {{ release|tojson }};
const LANGUAGE = {{ language|tojson }};
const PRECACHE = {{ precache|tojson }};
const PREFIX = "booster-release-";
const NAME = `${PREFIX}${RELEASE}-${LANGUAGE}`;
const STATIC = "/static/";
const pages = PRECACHE.filter((path) => !path.startsWith(STATIC));

/** Of this release and language and in full, or the install fails and is tried again later. */
async function fetched(path) {
  const asked = path.startsWith(STATIC) ? path : `${path}?lang=${LANGUAGE}`;
  const response = await fetch(asked, { cache: path.startsWith(STATIC) ? "default" : "no-cache", redirect: "error" });
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!response.ok || isPage === path.startsWith(STATIC)) throw new Error(`no ${path}`);
  // A page of a hotel's portal, of another release or language would not fit the other files.
  const text = isPage ? await response.clone().text() : "";
  const isOurs = text.includes(STATIC + RELEASE) && text.includes(`<html lang="${LANGUAGE}"`);
  if (isPage && !isOurs) throw new Error(`another ${path}`);
  return response;
}

async function precache() {
  const cache = await caches.open(NAME);
  const responses = await Promise.all(PRECACHE.map(fetched));
  await Promise.all(PRECACHE.map((path, i) => cache.put(path, responses[i])));
}

/** Deletes releases that no open page holds a lock for; without locks, only when no page is open. */
async function tidy() {
  const held = self.navigator.locks
    ? (await self.navigator.locks.query()).held.map(({ name }) => name)
    : (await clients.matchAll({ includeUncontrolled: true })).length ? await caches.keys() : [];
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME && !held.includes(name)) await caches.delete(name);
  }
}

/** A page from this release's cache only; a static file by its name, which carries its release. */
async function serve(request, { pathname }) {
  const cached = pathname.startsWith(STATIC)
    ? await caches.match(pathname)
    : await (await caches.open(NAME)).match(pathname);
  return cached ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(precache()));

// Reached when no page is left that the release before serves, or by the patient's tap.
addEventListener("activate", (event) => event.waitUntil(Promise.all([tidy(), clients.claim()])));

// What must not lie on disk, from one page to the next: in memory only, and forgotten in seconds.
let held = null;
let forgetting = 0;
function hold(value) {
  held = value;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => { held = null; }, 15_000);
}

addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "tidy") event.waitUntil(tidy());
  if (event.data?.type === "hold") hold(event.data.value);
  if (event.data?.type === "take") event.ports[0].postMessage(held);
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || url.searchParams.has("lang")) return;
  if (url.pathname.startsWith(STATIC) || pages.includes(url.pathname)) {
    event.respondWith(serve(event.request, url));
  }
});

// Background Sync is a bonus: the page sends, if there is one.
addEventListener("sync", (event) => event.waitUntil(clients.matchAll({ includeUncontrolled: true })
  .then((pages) => pages.forEach((page) => page.postMessage({ type: "sync" })))));

// Shown whatever arrives: phones end the subscription of an app that stays silent. The words are
// the server's; a browser that knows declarative push shows them without us.
addEventListener("push", (event) => event.waitUntil(remind(event.data)));

async function remind(data) {
  const said = await Promise.resolve().then(() => data.json().notification ?? {}).catch(() => ({}));
  const { title = {{ _("Time for your check-in")|tojson }}, body, lang, dir } = said;
  const icon = {{ static_url("icons/any-192.png")|tojson }};
  await registration.showNotification(title, { body, lang, dir, icon, tag: "check-in" });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openCheckIn());
});

/** A page with a questionnaire on it is brought to the front as it is. */
async function openCheckIn() {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find(({ url }) => new URL(url).pathname === "/app/check-in");
  return there ? there.focus() : clients.openWindow("/app/check-in");
}

// The browser has replaced the subscription: the server hears of it now, and not at the next start.
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const made = newSubscription ?? (options && await registration.pushManager.subscribe(options));
  const headers = { "Content-Type": "application/json", "X-Booster": "1" };
  if (made) await fetch("/api/push", { method: "PUT", headers, body: JSON.stringify(made) });
}
