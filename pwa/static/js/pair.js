// Pairing: by the link's secret, which never reaches a server's log, or by a code typed or pasted.
import { ready } from "./app.js";
import { $, all } from "./dom.js";
import { clearFaults, showFaults } from "./faults.js";
import { forget, keep } from "./session.js";
import { get, list } from "./store.js";
import { askToKeep, tell } from "./told.js";
import { t } from "./words.js";

const code = /** @type {HTMLInputElement} */ ($("#code"));
const shared = /** @type {HTMLInputElement} */ ($("#shared"));
/** Chosen by a link on this page: then it is the patient's from now on. */
const chosen = new URLSearchParams(location.search).get("lang");
const PATIENCE = 5000; // ms
const secret = decodeURIComponent(location.hash.slice(1));

/** What the clinic sees in its list of phones. */
function label() {
  const found = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? "";
  return { iPhone: "iPhone", iPad: "iPad", Android: "Android phone" }[found] ?? "Computer";
}

/**
 * Nothing of whoever was here before stays readable, and the phone counts from here.
 * @param {string} patient
 */
async function anew(patient) {
  const waits = (await list()).filter((item) => item.kind === "check-in" && item.patient === patient);
  tell({ made: waits.length, lost: 0, read: 0 });
  askToKeep();
  await forget(["meta", "visitor", undefined], ["meta", "leaving", undefined]);
  if (shared.checked || (await get("meta", "mode"))) await import("./mode.js").then((it) => it.begunAnew(shared.checked));
}

/** In WebKit a worker whose page is left before it is there may not come until the browser ends. */
async function worker() {
  if (!navigator.vendor.startsWith("Apple")) return;
  const there = navigator.serviceWorker?.ready.then(({ active }) => active?.state === "activated"
    || new Promise((done) => { active?.addEventListener("statechange", done, { once: true }); }));
  await Promise.race([there, new Promise((done) => { setTimeout(done, PATIENCE); })]);
}

/** @param {string} secret @param {string} field the id of what to mend */
async function pair(secret, field) {
  clearFaults();
  const response = await fetch("/api/pair", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Booster": "1" },
    body: JSON.stringify({ secret, label: label(), shared: shared.checked, language: chosen }),
  }).catch(() => null);
  const said = await response?.json().catch(() => null);
  if (response?.status !== 201 || !said?.plan) {
    const text = said?.error?.message ?? t("This did not work. Check your connection and try again");
    return showFaults([{ field, text }]);
  }
  await anew(said.patient.id);
  await keep(said, response.headers.get("ETag"));
  await worker();
  const { language } = said.patient;
  if (language === document.documentElement.lang) return location.replace("/app");
  await import("./language.js").then((it) => it.switchTo(language));
}

async function begin() {
  // Before anything is waited for: a link without the secret would lead away from it.
  for (const link of all("#languages a")) link.setAttribute("href", link.getAttribute("href") + location.hash);
  await ready;
  $("#by-link").hidden = !secret;
  $("#others").hidden = false;
  $("#by-code").hidden = Boolean(secret);
  $("#pair").addEventListener("click", () => pair(secret, "pair"));
  $("#code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = code.value.trim();
    if (typed) pair(typed, "code");
    else showFaults([{ field: "code", text: t("Enter the code from your clinic") }]);
  });
}

begin();
