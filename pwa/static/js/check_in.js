// The check-in, one question at a time. Every answer is on disk as soon as it is given.
import { ready } from "./app.js";
import { $, el, notice } from "./dom.js";
import { clearFaults, showFaults } from "./faults.js";
import { clear, collect, fill, QUESTIONS } from "./form.js";
import { back, go, next, start, step, withReports } from "./journey.js";
import { discard, fresh, keep, kept } from "./draft.js";
import { clinic, current } from "./session.js";
import { askTreatment, treatmentFault } from "./treatment.js";
import { offerHelp } from "./urgent.js";

/** Fetched while the first question is read: nobody waits for it at the end. */
const later = () => Promise.all([import("./review.js"), import("./result.js")]);
const { body } = document;

/** @type {Draft} */
let draft;
let asksReports = false;

async function save() {
  Object.assign(draft, collect(), { step: step() });
  body.dataset.busy = "true"; // no update is offered under a half-answered questionnaire
  await keep(draft);
}

/** @param {string} name */
function onShow(name) {
  clearFaults();
  $("#blank").hidden = !QUESTIONS.includes(name);
  $("#continue").textContent = name === "answers" ? "Finish" : "Continue";
  if (name === "answers") later().then(([{ review }]) => review(asksReports));
  if (body.dataset.busy) save();
}

function fault() {
  const place = QUESTIONS.indexOf(step());
  if (step() === "treatment") return treatmentFault();
  return place >= 0 && collect().answers[place] === null
    ? { field: `${step()}-0`, text: "Choose an answer, or leave this question blank" } : null;
}

/** @param {Event} event */
async function submitted(event) {
  event.preventDefault();
  const found = fault();
  if (found) return showFaults([found]);
  if (step() !== "answers") return next();
  await save();
  const [, { finished }] = await later();
  await finished(draft);
}

/** Says that answers were restored, and offers to begin again; that can be undone. */
function sayRestored() {
  const restart = async () => {
    const before = { ...draft };
    draft = fresh(draft.patient);
    fill(draft);
    await discard();
    delete body.dataset.busy;
    go("treatment", { replace: true });
    const undo = () => { draft = before; fill(draft); go(draft.step, { replace: true }); save(); sayRestored(); };
    notice("restored", el("p", {}, "Your answers were cleared. "),
      el("button", { type: "button", class: "link", click: undo }, "Undo"));
  };
  notice("restored", el("p", {}, "We kept the answers that you gave before. "),
    el("button", { type: "button", class: "link", click: restart }, "Start again"));
}

/** @param {Session | undefined} session @param {string} wish the step in the address */
function firstStep(session, wish) {
  asksReports = Boolean(session?.ask_side_effects) || draft.reports.length > 0 || wish === "reports";
  withReports(asksReports);
  const blank = QUESTIONS[draft.answers.indexOf(null)] ?? "answers";
  if (wish === "reports") return wish;
  return draft.step || (draft.last_treatment.answer ? blank : "treatment");
}

async function begin() {
  await ready;
  const { result } = history.state ?? {};
  const [session, known, restored] = [await current(), await clinic(), await kept()];
  if (result) return (await later())[1].showResult(result);
  if (!session && !restored) return location.replace("/app");
  draft = restored ?? fresh(session?.patient.id ?? "");
  if (restored) fill(restored);
  else Object.assign(draft, collect()); // ticked while this was loading
  if (restored) body.dataset.busy = "true";
  askTreatment(session);
  offerHelp(known);
  start(onShow, firstStep(session, location.hash.slice(1)));
  if (restored) sayRestored();
  $("#check-in").addEventListener("change", save);
  $("#check-in").addEventListener("submit", submitted);
  $("#back").addEventListener("click", back);
  $("#blank").addEventListener("click", () => { clear(step()); save(); next(); });
  $("#back").hidden = false;
  later().catch(() => {});
}

begin();
