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
/** @type {(() => void)[]} */
let left = [];

/**
 * For behind the picture that answers a tap, and before anything else that is asked for.
 * @param {() => void} work
 */
export const behind = (work) => { left.push(work); };

export function settle() {
  const works = left;
  left = [];
  for (const work of works) work();
}

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
  for (const next of ["keydown", "pointerdown"]) addEventListener(next, settle, true);
  addEventListener("popstate", () => {
    left = []; // a step that was not on the screen yet has no place in the history
    show(order.includes(here()) ? here() : now, true);
  });
  history.replaceState({ step: first }, "", `#${first}`);
  show(first, false);
  settle();
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
  settle();
  const from = how.replace ? history.state?.from : now;
  behind(() => history[how.replace ? "replaceState" : "pushState"]({ step: name, to: how.to, from }, "", `#${name}`));
  show(name, true);
}

export function next() {
  settle();
  const { to } = history.state ?? {};
  if (to) return history.back();
  go(order[order.indexOf(now) + 1]);
}

export function back() {
  settle();
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
  behind(() => {
    document.title = `${placeOf(step) || heading.textContent}${title}`;
    if (focus) heading.focus({ preventScroll: true });
  });
  shown(name);
  painted().then(settle);
}

/** @param {HTMLElement} step "Question 3 of 7" */
function placeOf(step) {
  const place = questions.indexOf(step) + 1;
  return place && t("Question {place} of {count}", { place, count: questions.length });
}
