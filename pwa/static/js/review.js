// Check your answers: each with its way back, the blanks by their numbers.
import { sayDay } from "./dates.js";
import { $, el } from "./dom.js";
import { collect, QUESTIONS, words } from "./form.js";
import { go, withReports } from "./journey.js";
import { n, t } from "./words.js";

/** @param {string} step @param {string} question @param {string | null} answer */
function line(step, question, answer) {
  const change = (/** @type {Event} */ event) => { event.preventDefault(); go(step, { to: "answers" }); };
  return el("div", {}, el("dt", {}, question), el("dd", { class: answer ? null : "blank" }, answer ?? t("Left blank")),
    el("dd", {}, el("a", { href: `#${step}`, click: change, "aria-label": t("Change: {question}", { question }) }, t("Change"))));
}

/** @param {string} step */
const question = (step) => $(`[data-step="${step}"] :is(h1, h2)`).textContent ?? "";

/** @param {number[]} blanks */
function blankNotice(blanks) {
  if (!blanks.length) return null;
  const numbers = new Intl.ListFormat(document.documentElement.lang).format(blanks.map(String));
  return el("p", { class: "notice" }, n("You left question {numbers} blank.", "You left questions {numbers} blank.", blanks.length, { numbers }),
    " ", t("You can finish like this, but then there is no score."));
}

/** @param {boolean} withList whether side effects were asked about */
export function review(withList) {
  const { answers, difficulty, reports, last_treatment: treated } = collect();
  const treatment = treated.on ? t("No, it was on {day}", { day: sayDay(treated.on) }) : words("last_treatment", treated.answer);
  const blanks = answers.flatMap((answer, i) => (answer === null ? [i + 1] : []));
  const ticked = reports.map((kind) => words("report", kind)).join("; ");
  const ask = () => { withReports(true); go("reports", { to: "answers" }); };
  $("#answers").replaceChildren(
    blankNotice(blanks) ?? "",
    el("dl", { class: "answers" },
      ...QUESTIONS.map((name, i) => line(name, `${i + 1}. ${question(name)}`, words(name, answers[i]))),
      document.querySelector('[data-step="difficulty"]') ? line("difficulty", t("How difficult it made things"), words("difficulty", difficulty)) : "",
      line("treatment", question("treatment"), treatment),
      withList || ticked ? line("reports", question("reports"), ticked || t("None")) : ""),
    withList || ticked ? "" : el("button", { type: "button", class: "link", click: ask },
      t("Tell your clinic about a side effect or craving")));
}
