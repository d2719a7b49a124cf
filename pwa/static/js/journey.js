// One step at a time, each with its own place in the browser's history: Back works as everywhere.
import { $, all, el } from "./dom.js";
import { t } from "./words.js";

const HOME = "/app";
const title = " – Booster Check";
const steps = all("[data-step]");

/**
 * The steps of this check-in, in order; side effects are asked about when it is time or on wish.
 * @type {string[]}
 */
let order = steps.map((step) => step.dataset.step ?? "");
let now = "";
/** @type {(step: string) => void} */
let shown = () => {};

export const step = () => now;

/** @param {boolean} wanted */
export function withReports(wanted) {
  order = steps.map((one) => one.dataset.step ?? "").filter((name) => wanted || name !== "reports");
}

/**
 * Makes each legend the page's heading.
 * @param {(step: string) => void} onShow @param {string} first
 */
export function start(onShow, first) {
  shown = onShow;
  $("#plain").hidden = true;
  for (const heading of all("[data-step] h2")) {
    heading.replaceWith(el("h1", { tabindex: "-1" }, ...heading.childNodes));
  }
  addEventListener("popstate", () => show(order.includes(here()) ? here() : now, true));
  history.replaceState({ step: first }, "", `#${first}`);
  show(first, false);
}

const here = () => location.hash.slice(1);

/** @param {string} name @param {{ to?: string, replace?: boolean }} [how] where Continue leads, after a change */
export function go(name, how = {}) {
  const from = how.replace ? history.state?.from : now;
  history[how.replace ? "replaceState" : "pushState"]({ step: name, to: how.to, from }, "", `#${name}`);
  show(name, true);
}

export function next() {
  const { to } = history.state ?? {};
  if (to) return history.back();
  go(order[order.indexOf(now) + 1]);
}

export function back() {
  const previous = order[order.indexOf(now) - 1];
  const { from, to } = history.state ?? {};
  if (to || (from && from === previous)) history.back();
  else if (previous) go(previous, { replace: true });
  else location.assign(HOME);
}

/** @param {string} name @param {boolean} focus */
function show(name, focus) {
  now = name;
  for (const one of steps) one.hidden = one.dataset.step !== name;
  const place = all("[data-question]").findIndex((one) => one.dataset.step === name) + 1;
  const count = all("[data-question]").length;
  $("#place").hidden = !place;
  const question = place ? t("Question {place} of {count}", { place, count }) : "";
  $("#place").textContent = question;
  const heading = $(`[data-step="${name}"] h1`);
  document.title = `${question || heading.textContent}${title}`;
  shown(name);
  scrollTo(0, 0);
  if (focus) heading.focus({ preventScroll: true });
}
