// Totals over time on their bands, with treatments as lines down and the clinic's limit across.
import { daysBetween, sayDay } from "./dates.js";
import { svg } from "./dom.js";
import { n } from "./words.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT] = [400, 300, 28, 4, 22, 30];
const HIGHEST = 21;

/**
 * @param {{ on: string, total: number | null, waits: boolean }[]} points oldest first
 * @param {Session} session @param {[string, number, number][]} bands name, lowest, highest
 */
export function chart(points, { treatments, line, plan }, bands) {
  const full = points.filter(({ total }) => total !== null);
  const days = [...full, ...treatments].map(({ on }) => on).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  const span = Math.max(daysBetween(first, last), 1);
  /** @param {string} on */
  const x = (on) => LEFT + 9 + (daysBetween(first, on) / span) * (WIDTH - LEFT - RIGHT - 18);
  /** @param {number} total */
  const y = (total) => TOP + (1 - total / HIGHEST) * (HEIGHT - TOP - FOOT);
  const newest = full[full.length - 1];
  const label = n("Chart of one score. It is {newest}. The table below has every number.",
    "Chart of {count} scores from {from} to {to}. The newest is {newest}. The table below has every number.", full.length,
    { from: sayDay(full[0].on, plan.calendar), to: sayDay(newest.on, plan.calendar), newest: newest.total });
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "chart" },
    ...bands.flatMap(([name, low, high]) => {
      const [top, bottom] = [y(Math.min(high + 0.5, HIGHEST)), y(Math.max(low - 0.5, 0))];
      return [svg("rect", { class: "band", x: LEFT, y: top, width: WIDTH - LEFT - RIGHT, height: bottom - top }),
        svg("text", { x: WIDTH - RIGHT - 5, y: bottom - 5, "text-anchor": "end", "font-size": 13, class: "quietly" }, name)];
    }),
    ...[0, 5, 10, 15, 21].map((points) =>
      svg("text", { x: LEFT - 8, y: y(points) + 5, "text-anchor": "end", "font-size": 14 }, String(points))),
    ...treatments.map(({ on }) => svg("g", {},
      svg("line", { class: "treated", x1: x(on), x2: x(on), y1: TOP, y2: HEIGHT - FOOT, "stroke-width": 2 }),
      svg("path", { class: "mark", d: `M${x(on)} ${TOP}l-5-8h10z` }))),
    svg("line", { class: "limit", x1: LEFT, x2: WIDTH - RIGHT, y1: y(line), y2: y(line), "stroke-width": 2 }),
    svg("polyline", { class: "trace", "stroke-width": 2, points: full.map(({ on, total }) => `${x(on)},${y(total ?? 0)}`).join(" ") }),
    ...full.map(({ on, total, waits }) => svg("circle", { class: waits ? "dot waits" : "dot", "stroke-width": 2, cx: x(on), cy: y(total ?? 0), r: 5 })),
    svg("text", { x: LEFT, y: HEIGHT - 8, "font-size": 14 }, sayDay(first, plan.calendar)),
    span > 1 && svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 8, "text-anchor": "end", "font-size": 14 }, sayDay(last, plan.calendar)));
}
