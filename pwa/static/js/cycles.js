// Days since treatment: each course laid over the earlier ones, and how long each has lasted.
import { daysBetween, sayDate } from "./dates.js";
import { el, svg } from "./dom.js";
import { n, t } from "./words.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT] = [400, 260, 28, 8, 10, 40];
const HIGHEST = 21;
const SHORTEST = 28; // days

/** @typedef {{ on: string, total: number | null, waits: boolean }} Point */

/**
 * The scores of a course by the days since its last treatment.
 * @param {Course} course @param {Point[]} points
 */
const scores = ({ last, ended_after: end }, points) => points
  .map(({ on, total }) => ({ day: daysBetween(last, on), total }))
  .filter(({ day, total }) => total !== null && day >= 0 && (end === null || day < end));

/** @param {Session} session @param {Point[]} points */
function overlay({ cycles }, points) {
  const { courses, lasted } = /** @type {Cycles} */ (cycles);
  const lines = courses.map((course) => ({ course, dots: scores(course, points) }));
  const longest = Math.max(SHORTEST, lasted?.longest ?? 0, ...lines.flatMap(({ dots }) => dots.map(({ day }) => day)));
  /** @param {number} day */
  const x = (day) => LEFT + 8 + (day / longest) * (WIDTH - LEFT - RIGHT - 16);
  /** @param {number} total */
  const y = (total) => TOP + (1 - total / HIGHEST) * (HEIGHT - TOP - FOOT);
  const step = Math.ceil(longest / 5 / 7) * 7;
  const weeks = Array.from({ length: Math.floor(longest / step) + 1 }, (_, number) => number * step);
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "chart",
    "aria-label": t("Chart of your scores by days since treatment. The table below has how long each time lasted.") },
  lasted && svg("rect", { class: "window", x: x(lasted.shortest), y: TOP, width: Math.max(x(lasted.longest) - x(lasted.shortest), 3), height: HEIGHT - TOP - FOOT }),
  ...[0, 5, 10, 15, 21].map((points) =>
    svg("text", { x: LEFT - 8, y: y(points) + 5, "text-anchor": "end", "font-size": 14 }, String(points))),
  ...weeks.map((day) => svg("text", { x: x(day), y: HEIGHT - FOOT + 18, "text-anchor": "middle", "font-size": 14 }, String(day))),
  svg("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 4, "text-anchor": "middle", "font-size": 14 }, t("Days since treatment")),
  ...lines.map(({ course, dots }, place) => svg("g", { class: place === lines.length - 1 ? "newest" : "earlier" },
    svg("polyline", { class: "trace", "stroke-width": 2, points: dots.map(({ day, total }) => `${x(day)},${y(total ?? 0)}`).join(" ") }),
    ...dots.map(({ day, total }) => svg("circle", { class: "dot", cx: x(day), cy: y(total ?? 0), r: place === lines.length - 1 ? 5 : 3 })),
    ...dots.filter(({ day }) => day === course.returned_after).map(({ day, total }) =>
      svg("circle", { class: "returned", "stroke-width": 2, cx: x(day), cy: y(total ?? 0), r: 9 })))));
}

/** @param {Cycles["lasted"]} lasted */
function usual(lasted) {
  if (!lasted) return [el("p", {}, t("There is no usual time yet. It takes three times that your scores went up again."))];
  const { shortest, longest, returns, censored } = lasted;
  return [
    el("p", {}, el("strong", {}, shortest === longest
      ? t("The good effect has lasted {days} days.", { days: shortest })
      : t("The good effect has lasted {shortest} to {longest} days.", { shortest, longest })),
    " ", t("That is what the last {count} times show. The next time may be different.", { count: returns })),
    censored > 0 && el("p", {}, n("{count} more time ended with a new treatment first. It is not counted.",
      "{count} more times ended with a new treatment first. They are not counted.", censored)),
  ];
}

/** @param {Course} course @param {string} day today */
function outcome({ last, returned_after: returned, ended_after: ended }, day) {
  if (returned !== null) return n("Scores went up again after {count} day", "Scores went up again after {count} days", returned);
  if (ended !== null) return n("New treatment after {count} day, before scores went up again",
    "New treatment after {count} days, before scores went up again", ended);
  return n("{count} day so far", "{count} days so far", daysBetween(last, day));
}

/** @param {Course[]} courses @param {Session} session */
const table = (courses, { today }) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Table of your times between treatments") },
  el("table", {}, el("caption", {}, t("How long each time lasted, newest first")),
    el("thead", {}, el("tr", {}, ...[t("Last treatment"), t("What happened")].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...[...courses].reverse().map((course) => el("tr", {},
      el("th", { scope: "row" }, sayDate(course.last)),
      el("td", {}, outcome(course, today)))))));

/**
 * Nothing before the first treatment.
 * @param {Session} session @param {Point[]} points oldest first
 */
export function cyclesView(session, points) {
  if (!session.cycles?.courses.length) return "";
  const { courses, lasted } = session.cycles;
  return el("section", { id: "cycles" }, el("h2", {}, t("How long it lasts")), ...usual(lasted),
    el("figure", {}, overlay(session, points), el("figcaption", { class: "soft" }, [
      t("The full line is the time since your last treatment. Dotted lines are the times before."),
      t("A ring is where your scores went up again."),
      lasted && t("The shaded days are those on which that has happened."),
    ].filter(Boolean).join(" "))),
    table(courses, session));
}
