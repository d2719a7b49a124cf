// What every screen does: check the disk, register the worker, send what waits.
import { el, nextTask, notice, painted } from "./dom.js";
import { dropExpired } from "./draft.js";
import { get, selfTest } from "./store.js";
import { startSync } from "./sync.js";
import { t } from "./words.js";

const release = document.body.dataset.release ?? "";

document.addEventListener("booster:memory", () => {
  import("./told.js").then(({ askToKeep }) => askToKeep(), () => {});
  addEventListener("beforeunload", (event) => document.body.dataset.busy && event.preventDefault());
  notice("memory", el("h2", {}, t("This phone can’t keep your answers")), el("p", {},
    t("You can still check in while you are connected. Keep this page open until your answers are received.")));
});

/** @param {boolean} isOver */
const sayExpired = (isOver) => isOver && notice("expired",
  el("p", {}, t("You began a check-in more than a day ago. What you had answered is deleted. Please begin again.")));

// The first question stands in its page: its picture comes before all that the scripts do.
const seen = document.getElementById("check-in") ? painted() : Promise.resolve();

/** From now on what is personal can be read: what lies over it, if anything does, is in its place. */
export const opened = seen.then(() => get("meta", "mode")).then(async (mode) => {
  if (mode) await (mode === "shared" ? import("./shared.js") : import("./lock.js")).then((it) => it.begin());
});

/**
 * True when answers are kept on this phone. What is refused before that is known stays in memory.
 * Writes behind what the page reads first, which would wait for each of them to be on disk.
 */
export const ready = opened.then(nextTask)
  .then(() => Promise.all([selfTest(), dropExpired().then(sayExpired)])).then(([kept]) => kept);

/**
 * Calls `show` now, and again whenever what is kept changes.
 * @param {() => Promise<void>} show @param {Promise<any>} when
 */
export async function screen(show, when = ready) {
  await when;
  document.addEventListener("booster:changed", show);
  await show();
}

const policy = window.trustedTypes?.createPolicy("booster", {
  createScriptURL: (/** @type {string} */ url) => {
    if (!/^\/service-worker\.js\?lang=[\w-]+$/.test(url)) throw new TypeError("only the service worker is loaded by name");
    return url;
  },
});

const { lang } = document.documentElement;

/**
 * The worker that keeps the pages of a language; null without one, when the app works online.
 * @param {string} language
 */
export async function workerFor(language) {
  const url = `/service-worker.js?lang=${language}`;
  const how = /** @type {RegistrationOptions} */ ({ scope: "/", updateViaCache: "none" });
  return navigator.serviceWorker?.register(policy?.createScriptURL(url) ?? url, how).catch(() => null);
}

/** @param {string} release */
async function startWorker(release) {
  if (!navigator.serviceWorker) return;
  // Held while this page lives: the worker keeps the files of every release that a page still needs.
  navigator.locks?.request(`booster-release-${release}-${lang}`, { mode: "shared" }, () => new Promise(() => {}));
  const registration = await workerFor(lang);
  if (!registration) return;
  registration.active?.postMessage({ type: "tidy" });
  const offer = () => offerUpdate(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  document.addEventListener("booster:safe", offer);
  document.addEventListener("booster:changed", async () => {
    const there = (await get("meta", "session"))?.release;
    if (there && there !== release) registration.update().catch(() => {}); // an app left open for days
  });
  offer();
}

/**
 * Only when no questionnaire is half answered, here or in the draft.
 * @param {ServiceWorkerRegistration} registration
 */
async function offerUpdate(registration) {
  const { waiting } = registration;
  if (!waiting || !registration.active || document.body.dataset.busy || (await get("drafts", "check-in"))) return;
  const apply = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage({ type: "activate" });
  };
  notice("update", el("p", {}, t("A new version of this app is ready.")),
    el("button", { type: "button", class: "quiet", click: apply }, t("Update now")));
}

// In a task of its own: what the page does at its load is long enough.
if (document.readyState === "complete") startWorker(release);
else addEventListener("load", () => setTimeout(startWorker, 0, release));
ready.then(() => startSync(release));
// Only where reminders were turned on once: this is nothing that the first visit needs.
if (window.Notification?.permission === "granted") ready.then(async () => (await import("./reminders_push.js")).lookAfter());
