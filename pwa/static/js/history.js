// All scores that this phone knows, as a chart and as the same data in a table.
import { screen } from "./app.js";
import { chart } from "./chart.js";
import { cyclesView } from "./cycles.js";
import { daysBetween, sayDate } from "./dates.js";
import { $, el } from "./dom.js";
import { current } from "./session.js";
import { waiting } from "./store.js";
import { n, t } from "./words.js";

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
function table(points, { treatments }) {
  /** @param {string} on */
  const after = (on) => {
    const last = treatments.map((one) => one.on).filter((day) => day <= on).sort().pop();
    if (!last) return "";
    const days = daysBetween(last, on);
    return days === 0 ? t("same day") : n("{count} day", "{count} days", days);
  };
  const rows = [
    ...treatments.map(({ on }) => ({ on, cells: ["", t("Treatment")] })),
    ...points.map(({ on, total, waits }) => ({ on, cells: [total === null ? "–" : String(total),
      [after(on), total === null && t("some left blank"), waits && t("saved on this phone")].filter(Boolean).join(", ")] })),
  ].sort((a, b) => b.on.localeCompare(a.on));
  const scroll = { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Table of your scores") };
  return el("div", scroll, el("table", {}, el("caption", {}, t("The same as a table, newest first")),
    el("thead", {}, el("tr", {}, ...[t("Day"), t("Score"), t("After treatment")].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map(({ on, cells }) => el("tr", {},
      el("th", { scope: "row" }, sayDate(on)), ...cells.map((cell) => el("td", {}, cell)))))));
}

/** @param {Session} session */
const WORDS = ({ clinic, line }) => [
  t("Each dot is a check-in, from 0 to 21."),
  t("A line with an arrow is a treatment, so that you can see what changed after it."),
  t("Scores go up and down for many reasons."),
  t("The dashed line is the limit set by {clinic}: {line}.", { clinic: clinic.name, line }),
].join(" ");

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
    cyclesView(session, all),
    table(all, session),
    el("p", { class: "screen" }, el("button", { type: "button", class: "quiet", click: () => print() }, t("Print this page"))));
}

screen(show);
