// Ticking "I feel unsafe", or a sign of an emergency, offers help at once: no score, no plan, no network.
import { $, all, el } from "./dom.js";
import { helpLines } from "./lines.js";

const WORDS = {
  "help-now": "You are not alone. Help is here right now.",
  "emergency-symptom": "This could be an emergency. Do not wait for the clinic to answer.",
};

/** @param {Clinic | undefined} clinic */
export function offerHelp(clinic) {
  const boxes = /** @type {HTMLInputElement[]} */ (all("[data-rule]"));
  const show = () => {
    const rules = boxes.filter(({ checked }) => checked).map((box) => box.dataset.rule);
    const rule = /** @type {(keyof typeof WORDS)[]} */ (Object.keys(WORDS)).find((one) => rules.includes(one));
    const lines = clinic ? helpLines(clinic, rule === "help-now" ? "lines" : "emergency")
      : [el("a", { class: "button wide", href: "/app/help" }, "Get help now")];
    $("#urgent").replaceChildren(...(rule
      ? [el("div", { class: "card", "data-urgency": "urgent" }, el("p", { class: "when" }, WORDS[rule]), ...lines)] : []));
  };
  $("#check-in").addEventListener("change", show);
  show();
}
