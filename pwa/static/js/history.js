// All scores that this phone knows, as a chart and as the same data in a table.
import { screen } from "./app.js";
import { chart } from "./chart.js";
import { daysBetween, sayDay } from "./dates.js";
import { $, el } from "./dom.js";
import { waiting } from "./responses.js";
import { current } from "./session.js";

/** @typedef {{ on: string, total: number | null, waits: boolean }} Point */

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
    return last ? String(daysBetween(last, on)) : "–";
  };
  const rows = [
    ...points.map(({ on, total, waits }) => ({ on, cells: [
      total === null ? "No score, some left blank" : String(total), after(on), waits ? "Saved on this phone" : ""] })),
    ...treatments.map(({ on, kind }) => ({ on, cells: ["", "0", `Treatment (${kind})`] })),
  ].sort((a, b) => b.on.localeCompare(a.on));
  const head = ["Day", "Score", "Days after treatment", "Note"];
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table of your scores" },
    el("table", {}, el("caption", {}, "The same as a table, newest first"),
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows.map(({ on, cells }) => el("tr", {},
        el("th", { scope: "row" }, `${sayDay(on, plan.calendar)} ${on.slice(0, 4)}`),
        ...cells.map((cell) => el("td", {}, cell)))))));
}

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
        el("figcaption", { class: "soft" }, `Each dot is a check-in, 0 to 21. A line down marks a treatment, so that you can see what changed after it. Scores go up and down for many reasons. The dashed line is the limit set by ${session.clinic.name}: ${session.line}.`))
      : "",
    table(all, session),
    el("p", { class: "screen" }, el("button", { type: "button", class: "quiet", click: () => print() }, "Print this page")));
}

screen(show);
