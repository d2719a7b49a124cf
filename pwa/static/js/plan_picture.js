// The plan as a picture: days from left to right, scores from bottom to top, a field for each range.
import { addDays } from "./dates.js";
import { svg } from "./dom.js";
import { shortDay } from "./short_day.js";
import { t } from "./words.js";

const [WIDTH, HEIGHT, LEFT, TOP, FOOT] = [400, 250, 26, 6, 28];
const HIGHEST = 21;
const WIDE = 64; // a field that has room for its numbers

/**
 * How a saying looks.
 * @param {{ urgency: string, action: string }} saying
 */
export const tone = ({ urgency, action }) => (urgency === "none" && action === "check-again" ? "again" : urgency);

/**
 * @param {Summary} summary @param {Summary["periods"]} spans @param {number} since days since it was made
 * @param {Session} session
 */
export function picture({ says, from: made }, spans, since, { plan }) {
  const last = spans[spans.length - 1].to + 1;
  /** @param {number} day */
  const x = (day) => LEFT + ((Math.max(day, since) - since) / (last - since)) * (WIDTH - LEFT);
  /** @param {number} points its lower edge */
  const y = (points) => TOP + (1 - points / (HIGHEST + 1)) * (HEIGHT - TOP - FOOT);
  const label = t("Picture of your plan. The words below say the same.");
  /** @param {number} day */
  const say = (day) => shortDay(addDays(made, day), plan.calendar);
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "chart plan" },
    ...spans.flatMap(({ from, to, totals }) => totals.map(([low, high, number]) => {
      const [left, right, top, bottom] = [x(from), x(to + 1), y(high + 1), y(low)];
      return svg("g", { class: tone(says[number]) },
        svg("rect", { x: left, y: top, width: right - left, height: bottom - top }),
        right - left >= WIDE && svg("text", { x: (left + right) / 2, y: (top + bottom) / 2 + 5, "text-anchor": "middle", "font-size": 15 },
          low === high ? String(low) : `${low}–${high}`));
    })),
    ...[0, 5, 10, 15, 21].map((points) => svg("text",
      { x: LEFT - 6, y: y(points + 0.5) + 5, "text-anchor": "end", "font-size": 14 }, String(points))),
    svg("text", { x: LEFT, y: HEIGHT - 8, "font-size": 14 }, t("Today")),
    svg("text", { x: WIDTH - 2, y: HEIGHT - 8, "text-anchor": "end", "font-size": 14 }, say(last - 1)));
}
