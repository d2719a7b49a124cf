// One step at a time, each with its own place in the browser's history: Back works as everywhere.
import { $, all, el, painted } from "./dom.js";
import { t } from "./words.js";

const HOME = "/app";
const title = " – Booster Check";
const steps = all("[data-step]");
const questions = all("[data-question]");

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
 * From here on the scripts show the steps.
 * @param {(step: string) => void} onShow @param {string} first
 */
export function start(onShow, first) {
  shown = onShow;
  $("#plain").hidden = true;
  addEventListener("popstate", () => show(order.includes(here()) ? here() : now, true));
  history.replaceState({ step: first }, "", `#${first}`);
  show(first, false);
  $("#check-in").className = "";
  painted().then(() => steps.forEach(headingOf)); // the next tap finds them made
}

/**
 * The step that the address names, as links do before the scripts are there; within these.
 * @param {number} first @param {number} last
 */
export const wished = (first, last) => order[Math.min(last, Math.max(first, order.indexOf(here())))];

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

/**
 * The legend of a step, the page's heading from when it is shown.
 * @param {HTMLElement} step
 */
function headingOf(step) {
  const plain = step.querySelector("h2");
  plain?.replaceWith(el("h1", { tabindex: "-1" }, ...plain.childNodes));
  return $("h1", step);
}

/** @param {string} name @param {boolean} focus */
function show(name, focus) {
  now = name;
  if (scrollY) scrollTo(0, 0); // before anything changes: afterwards it would lay out the page by itself
  for (const one of steps) {
    const isOther = one.dataset.step !== name;
    if (one.hidden !== isOther) one.hidden = isOther; // what stays as it is costs a slow phone nothing
  }
  const step = $(`[data-step="${name}"]`);
  const heading = headingOf(step);
  const place = questions.indexOf(step) + 1;
  const question = place && t("Question {place} of {count}", { place, count: questions.length });
  document.title = `${question || heading.textContent}${title}`;
  shown(name);
  if (focus) heading.focus({ preventScroll: true });
}
