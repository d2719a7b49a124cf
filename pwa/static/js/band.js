// The score on its band: four bands from 0 to 21, and a marker with the number.
import { svg } from "./dom.js";
import { t } from "./words.js";

const WIDTH = 420;
const HIGHEST = 21;
/** @param {number} points the middle of that score's place */
const at = (points) => ((points + 0.5) / (HIGHEST + 1)) * WIDTH;

/** @param {[string, number, number][]} bands name, lowest, highest @param {number} total */
export function bandBar(bands, total) {
  const name = bands.find(([, low, high]) => low <= total && total <= high)?.[0];
  const all = bands.map(([band, low, high]) => t("{band} {low} to {high}", { band, low, high })).join(", ");
  const label = t("Your score is {total}, in the band {name}. Bands: {all}.", { total, name, all });
  return svg("svg", { viewBox: `0 0 ${WIDTH} 104`, role: "img", "aria-label": label },
    ...bands.flatMap(([band, low, high]) => {
      const [left, right] = [at(low - 0.5) + 1, at(high + 0.5) - 1];
      return [
        svg("rect", { class: band === name ? "bar" : "edge", x: left, y: 40, width: right - left, height: 14, rx: 4 }),
        svg("text", { x: (left + right) / 2, y: 76, "text-anchor": "middle", "font-size": 15 }, band),
        svg("text", { x: (left + right) / 2, y: 95, "text-anchor": "middle", "font-size": 14 }, `${low}–${high}`),
      ];
    }),
    svg("path", { class: "mark", d: `M${at(total)} 38l-7-10h14z` }),
    svg("text", { x: at(total), y: 22, "text-anchor": "middle", "font-size": 20, "font-weight": 650 }, String(total)));
}
