// Another language for the whole app: for the patient's record, the plan, and the pages kept offline.
import { ready, workerFor } from "./app.js";
import { $, all } from "./dom.js";
import { clinic, refresh } from "./session.js";
import { get } from "./store.js";
import { t } from "./words.js";

const TRIED = "booster-language";

/**
 * Reaches one of these states, or is given up by the browser.
 * @param {ServiceWorker} worker @param {ServiceWorkerState[]} states
 */
const reached = (worker, ...states) => new Promise((resolve) => {
  const look = () => [...states, "redundant"].includes(worker.state) && resolve(worker.state);
  worker.addEventListener("statechange", look);
  look();
});

/** @param {string} language @returns {Promise<boolean>} whether the server has changed it */
export async function switchTo(language) {
  const response = await fetch("/api/language", {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-Booster": "1" },
    body: JSON.stringify({ language }),
  }).catch(() => null);
  if (response?.status !== 200) return false;
  await refresh(); // the plan comes in the new language too
  const registration = await workerFor(language);
  const worker = registration?.installing ?? registration?.waiting;
  if (worker) {
    await reached(worker, "installed", "activating", "activated");
    worker.postMessage({ type: "activate" });
    await reached(worker, "activated");
  }
  location.replace("/app");
  return true;
}

/**
 * The clinic has changed it: followed once, and never under a questionnaire.
 * @param {string} language
 */
export async function follow(language) {
  if (sessionStorage.getItem(TRIED) === language || (await get("drafts", "check-in"))) return;
  sessionStorage.setItem(TRIED, language);
  await switchTo(language);
}

/** @param {Event} event */
async function choose(event) {
  event.preventDefault();
  const chosen = /** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter).value;
  const buttons = /** @type {HTMLButtonElement[]} */ (all("button", $("#choose")));
  for (const button of buttons) button.disabled = true;
  if (await switchTo(chosen)) return;
  for (const button of buttons) button.disabled = false;
  $("#fault").textContent = t("This needs a connection. Please try again when you are online.");
}

async function begin() {
  // Before anything is waited for: the form itself would lead to a page that is not kept here.
  $("#choose").addEventListener("submit", choose);
  await ready;
  const isBusy = Boolean(await get("drafts", "check-in"));
  $("#wait").hidden = !isBusy;
  $("#choose").hidden = isBusy;
  const offered = (await clinic())?.languages;
  for (const button of all("button", $("#choose"))) {
    button.hidden = offered?.includes(/** @type {HTMLButtonElement} */ (button).value) === false;
  }
}

if (document.getElementById("choose")) begin();
