// Two steps that do more than ask: the last treatment with the date that the phone knows, and the
// reports, where feeling unsafe or a sign of an emergency offers help at once: no score, no network.
import { sayDay, today } from "./dates.js";
import { $, all, el } from "./dom.js";
import { collect, dateField } from "./form.js";
import { helpLines } from "./lines.js";
import { t } from "./words.js";

/** @param {Session | undefined} session */
export function askTreatment(session) {
  const last = session?.last_treatment;
  $('[data-step="treatment"] legend').firstElementChild?.replaceChildren(last
    ? t("Our record says your last treatment was on {day}. Is that right?", { day: sayDay(last, session.plan.calendar) })
    : t("Our record has no treatment for you yet. Is that right?"));
}

/** What is wrong with the first step. */
export function treatmentFault() {
  const { answer, on } = collect().last_treatment;
  if (!answer) return { field: "last_treatment-yes", text: t("Choose yes, no or not sure") };
  if (answer !== "no") return null;
  if (!on) return { field: dateField().id, text: t("Enter the date of your last treatment") };
  return on > today() ? { field: dateField().id, text: t("Enter a day that is not after today") } : null;
}

const WORDS = {
  "help-now": t("You are not alone. Help is here right now."),
  "emergency-symptom": t("This could be an emergency. Do not wait for the clinic to answer."),
};

/** @param {Clinic | undefined} clinic */
export function offerHelp(clinic) {
  const boxes = /** @type {HTMLInputElement[]} */ (all("[data-rule]"));
  const show = () => {
    const rules = boxes.filter(({ checked }) => checked).map((box) => box.dataset.rule);
    const rule = /** @type {(keyof typeof WORDS)[]} */ (Object.keys(WORDS)).find((one) => rules.includes(one));
    const lines = clinic ? helpLines(clinic, rule === "help-now" ? "lines" : "emergency")
      : [el("a", { class: "button wide", href: "/app/help" }, t("Get help now"))];
    $("#urgent").replaceChildren(...(rule
      ? [el("div", { class: "card", "data-urgency": "urgent" }, el("p", { class: "when" }, WORDS[rule]), ...lines)] : []));
  };
  $("#check-in").addEventListener("change", show);
  show();
}
