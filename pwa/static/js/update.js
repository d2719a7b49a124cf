// The service worker: registered here, and a new release is applied on a tap, never by itself.
import { el, notice } from "./dom.js";
import { get } from "./store.js";

const policy = window.trustedTypes?.createPolicy("booster", {
  createScriptURL: (/** @type {string} */ url) => {
    if (url !== "/service-worker.js") throw new TypeError("only the service worker is loaded by name");
    return url;
  },
});

/** @param {string} release */
export async function startWorker(release) {
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
