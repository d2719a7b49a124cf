// What every screen does: check the disk, register the worker, send what waits.
import { el, notice } from "./dom.js";
import { get, selfTest } from "./store.js";
import { startSync } from "./sync.js";
import { t } from "./words.js";

const release = document.body.dataset.release ?? "";

document.addEventListener("booster:memory", () => {
  notice("memory", el("h2", {}, t("This phone can’t keep your answers")), el("p", {},
    "You can still check in while you are connected. Keep this page open until your answers are received."));
});

/** True when answers are kept on this phone. Screens wait for it before they save. */
export const ready = selfTest();

/**
 * Calls `show` now, and again whenever what is kept changes.
 * @param {() => Promise<void>} show
 */
export async function screen(show) {
  await ready;
  document.addEventListener("booster:changed", show);
  await show();
}

const policy = window.trustedTypes?.createPolicy("booster", {
  createScriptURL: (/** @type {string} */ url) => {
    if (url !== "/service-worker.js") throw new TypeError("only the service worker is loaded by name");
    return url;
  },
});

/** @param {string} release */
async function startWorker(release) {
  if (!navigator.serviceWorker) return;
  // Held while this page lives: the worker keeps the files of every release that a page still needs.
  navigator.locks?.request(`booster-release-${release}`, { mode: "shared" }, () => new Promise(() => {}));
  const url = "/service-worker.js";
  const registration = await navigator.serviceWorker
    .register(policy?.createScriptURL(url) ?? url, { scope: "/", updateViaCache: "none" })
    .catch(() => null); // no worker: the app works online
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
  notice("update", el("p", {}, "A new version of this app is ready."),
    el("button", { type: "button", class: "quiet", click: apply }, "Update now"));
}

if (document.readyState === "complete") startWorker(release);
else addEventListener("load", () => startWorker(release));
ready.then(() => startSync(release));
