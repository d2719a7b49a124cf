// One's own data: all that the clinic's computer has, as a report that prints, and as files.
import { screen } from "./app.js";
import { chart } from "./chart.js";
import { cyclesView } from "./cycles.js";
import { sayDate } from "./dates.js";
import { $, el } from "./dom.js";
import { programmeView } from "./programme.js";
import { current } from "./session.js";
import { waiting } from "./store.js";
import { t } from "./words.js";

/** @typedef {{ on: string, what: string, detail: string }} Line */

/** @type {any} what the clinic's computer has; null without a connection */
let held = null;
/** What the lower half was made of. */
let noted = "";

/** @param {any} data @returns {Line[]} */
const lines = ({ check_ins: checkIns = [], treatments = [], reports = [], appointments = [], contacts = [] }) => [
  ...checkIns.map((/** @type {any} */ { on, score = null, total = score }) => ({ on, what: t("Check-in"),
    detail: total === null ? t("some left blank") : t("Score {total}", { total }) })),
  ...treatments.map((/** @type {any} */ { on }) => ({ on, what: t("Treatment"), detail: "" })),
  ...reports.map((/** @type {any} */ { on, words }) => ({ on, what: t("You told us"), detail: words })),
  ...appointments.map((/** @type {any} */ { on }) => ({ on, what: t("Appointment"), detail: "" })),
  ...contacts.map((/** @type {any} */ { on }) => ({ on, what: t("Contact with your clinic"), detail: "" })),
].sort((a, b) => b.on.localeCompare(a.on));

/** @param {Line[]} all */
const table = (all) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Table of your data") },
  el("table", {}, el("caption", {}, t("Everything by day, newest first")),
    el("thead", {}, el("tr", {}, ...[t("Day"), t("What"), t("Detail")].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...all.map(({ on, what, detail }) => el("tr", {},
      el("th", { scope: "row" }, sayDate(on)), el("td", {}, what), el("td", {}, detail))))));

function person() {
  const { name, phone, email, reference } = held.patient;
  /** @type {[string, string][]} */
  const rows = [[t("Name"), name], [t("Phone"), phone], [t("Email"), email], [t("Your clinic’s number for you"), reference]];
  return el("dl", { class: "asks" }, ...rows.filter(([, value]) => value)
    .map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value))));
}

/** @param {Session} session @param {Item[]} items */
function parts(session, items) {
  const unsent = items.filter(({ kind }) => kind === "check-in").map(({ on, total }) => ({ on, total, waits: true }));
  const points = [...session.check_ins.map(({ on, total }) => ({ on, total, waits: false })), ...unsent]
    .sort((a, b) => a.on.localeCompare(b.on));
  const bands = JSON.parse($("#report").dataset.bands ?? "[]");
  const all = lines(held ?? session);
  return [
    el("p", {}, t("{name}, patient of {clinic}. Made on {day}.",
      { name: session.patient.name, clinic: session.clinic.name, day: sayDate(session.today) })),
    el("p", { class: "soft" }, held ? t("This is what your clinic’s computer has about you. Your clinic may keep notes as well: ask them.")
      : t("This is what this phone has. Connect to see all that your clinic’s computer has.")),
    held && person(),
    points.some(({ total }) => total !== null) && el("figure", {}, chart(points, session, bands)),
    cyclesView(session, points),
    all.length > 0 && table(all),
    el("div", { class: "buttons screen" },
      el("button", { type: "button", class: "quiet", click: () => print() }, t("Print a report for your visit")),
      el("a", { class: "button quiet", href: "/api/data.csv", download: "my-check-ins.csv" }, t("Download as a table (CSV)")),
      el("a", { class: "button quiet", href: "/api/data.json", download: "my-check-ins.json" }, t("Download everything (JSON)"))),
  ].filter(Boolean);
}

async function show() {
  const session = await current();
  for (const id of ["#report", "#programme"]) $(id).hidden = !session;
  $("#none").hidden = Boolean(session);
  if (!session) return;
  $("#report").replaceChildren(.../** @type {Node[]} */ (parts(session, await waiting(session.patient.id))));
  const now = JSON.stringify(session.programme);
  if (now === noted) return; // what is being chosen there stays
  noted = now;
  $("#programme").replaceChildren(...programmeView(session));
}

async function look() {
  held = await fetch("/api/data.json", { cache: "no-store" }).then((it) => (it.ok ? it.json() : null), () => null);
  if (held) await show();
}

screen(show).then(look);
