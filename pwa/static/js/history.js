// All scores that this phone knows, as a chart and as the same data in a table.
import { screen } from "./app.js";
import { chart } from "./chart.js";
import { daysBetween, sayDay } from "./dates.js";
import { $, el } from "./dom.js";
import { current } from "./session.js";
import { waiting } from "./store.js";

/** @typedef {{ on: string, total: number | null, waits: boolean }} Point */

/**
 * "3 March 2026".
 * @param {string} day @param {Plan["calendar"]} calendar
 */
const sayDate = (day, calendar) => `${sayDay(day, { ...calendar, pattern: "{day} {month}" })} ${day.slice(0, 4)}`;

/** @param {Session} session @param {Item[]} items @returns {Point[]} oldest first */
function points(session, items) {
  const unsent = items.filter(({ kind }) => kind === "check-in");
  return [
    ...session.check_ins.map(({ on, total }) => ({ on, total, waits: false })),
    ...unsent.map(({ on, total }) => ({ on, total, waits: true })),
  ].sort((a, b) => a.on.localeCompare(b.on));
}

/** @param {Point[]} points @param {Session} session */
function table(points, { treatments, plan }) {
  /** @param {string} on */
  const after = (on) => {
    const last = treatments.map((one) => one.on).filter((day) => day <= on).sort().pop();
    if (!last) return "";
    const days = daysBetween(last, on);
    return days === 0 ? "same day" : `${days} day${days > 1 ? "s" : ""}`;
  };
  const rows = [
    ...treatments.map(({ on }) => ({ on, cells: ["", "Treatment"] })),
    ...points.map(({ on, total, waits }) => ({ on, cells: [total === null ? "–" : String(total),
      [after(on), total === null && "some left blank", waits && "saved on this phone"].filter(Boolean).join(", ")] })),
  ].sort((a, b) => b.on.localeCompare(a.on));
  const scroll = { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of your scores" };
  return el("div", scroll, el("table", {}, el("caption", {}, "The same as a table, newest first"),
    el("thead", {}, el("tr", {}, ...["Day", "Score", "After treatment"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map(({ on, cells }) => el("tr", {},
      el("th", { scope: "row" }, sayDate(on, plan.calendar)), ...cells.map((cell) => el("td", {}, cell)))))));
}

/** @param {Session} session */
const WORDS = ({ clinic, line }) => "Each dot is a check-in, from 0 to 21. A line with an arrow is a treatment, so that you can see "
  + `what changed after it. Scores go up and down for many reasons. The dashed line is the limit set by ${clinic.name}: ${line}.`;

async function show() {
  const session = await current();
  const all = session ? points(session, await waiting(session.patient.id)) : [];
  const scores = $("#scores");
  scores.hidden = !session || all.length + session.treatments.length === 0;
  $("#none").hidden = all.length > 0;
  if (!session || scores.hidden) return;
  const bands = JSON.parse(scores.dataset.bands ?? "[]");
  scores.replaceChildren(
    all.some(({ total }) => total !== null)
      ? el("figure", {}, chart(all, session, bands),
        el("figcaption", { class: "soft" }, WORDS(session)))
      : "",
    table(all, session),
    el("p", { class: "screen" }, el("button", { type: "button", class: "quiet", click: () => print() }, "Print this page")));
}

screen(show);
