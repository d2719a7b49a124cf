// Serves files, and nothing else: no form, no API answer, no personal page passes through here.
// The page keeps what the patient says and sends it; see static/js/sync.js.
const RELEASE = {{ release|tojson }};
const PRECACHE = {{ precache|tojson }};
const PREFIX = "booster-release-";
const STATIC = "/static/";
const pages = PRECACHE.filter((path) => !path.startsWith(STATIC));

/** Of this release and in full, or the install fails and is tried again later. */
async function fetched(path) {
  const response = await fetch(path, { cache: path.startsWith(STATIC) ? "default" : "no-cache", redirect: "error" });
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!response.ok || isPage === path.startsWith(STATIC)) throw new Error(`no ${path}`);
  // A page of a hotel's portal or of another release would not fit the other files.
  if (isPage && !(await response.clone().text()).includes(STATIC + RELEASE)) throw new Error(`another ${path}`);
  return response;
}

async function precache() {
  const cache = await caches.open(PREFIX + RELEASE);
  const responses = await Promise.all(PRECACHE.map(fetched));
  await Promise.all(PRECACHE.map((path, i) => cache.put(path, responses[i])));
}

/** Deletes releases that no open page holds a lock for; without locks, only when no page is open. */
async function tidy() {
  const held = self.navigator.locks
    ? (await self.navigator.locks.query()).held.map(({ name }) => name)
    : (await clients.matchAll({ includeUncontrolled: true })).length ? await caches.keys() : [];
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + RELEASE && !held.includes(name)) await caches.delete(name);
  }
}

/** A page from this release's cache only; a static file by its name, which carries its release. */
async function serve(request, { pathname }) {
  const cached = pathname.startsWith(STATIC)
    ? await caches.match(pathname)
    : await (await caches.open(PREFIX + RELEASE)).match(pathname);
  return cached ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(precache()));

// Reached when no page is left that the release before serves, or by the patient's tap.
addEventListener("activate", (event) => event.waitUntil(Promise.all([tidy(), clients.claim()])));

addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
  if (event.data?.type === "tidy") event.waitUntil(tidy());
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(STATIC) || pages.includes(url.pathname)) {
    event.respondWith(serve(event.request, url));
  }
});

// Background Sync is a bonus: the page sends, if there is one.
addEventListener("sync", (event) => event.waitUntil(clients.matchAll({ includeUncontrolled: true })
  .then((pages) => pages.forEach((page) => page.postMessage({ type: "sync" })))));
