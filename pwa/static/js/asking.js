// The check-in, one question at a time. Every answer is on disk as soon as it is given.
import { opened } from "./app.js";
import { $ } from "./dom.js";
import { clearFaults, showFaults } from "./faults.js";
import { clear, collect, fill, fresh, keep, kept, QUESTIONS } from "./form.js";
import { back, next, start, step, withReports } from "./journey.js";
import { clinic, current, refresh } from "./session.js";
import { askTreatment, offerHelp, treatmentFault } from "./steps.js";
import { t } from "./words.js";

/** Fetched while a question is read: nobody waits for it at the end. */
const later = () => Promise.all([import("./review.js"), import("./result.js")]);
const SETTLED = 1000; // ms
const { body } = document;

/** @type {Draft} */
let draft;
let asksReports = false;
let finishing = false;

async function save() {
  Object.assign(draft, collect(), { step: step() });
  body.dataset.busy = "true"; // no update is offered under a half-answered questionnaire
  await keep(draft);
}

/** @param {string} name */
function onShow(name) {
  clearFaults();
  $("#blank").hidden = !QUESTIONS.includes(name);
  $("#continue").textContent = name === "answers" ? t("Finish") : t("Continue");
  if (name === "answers") later().then(([{ review }]) => review(asksReports), () => {});
  if (QUESTIONS.includes(name)) setTimeout(() => later().catch(() => {}), SETTLED);
  if (body.dataset.busy) save();
}

function fault() {
  const place = QUESTIONS.indexOf(step());
  if (step() === "treatment") return treatmentFault();
  return place >= 0 && collect().answers[place] === null
    ? { field: `${step()}-0`, text: t("Choose an answer, or leave this question blank") } : null;
}

/** @param {Event} event */
async function submitted(event) {
  event.preventDefault();
  const found = fault();
  if (found) return showFaults([found]);
  if (step() !== "answers") return next();
  if (finishing) return;
  finishing = true; // a second tap must not find the draft gone
  await save();
  const parts = await later().catch(() => null);
  if (parts) return parts[1].finished(draft);
  showFaults([{ field: "continue", text: t("Your answers are kept. Connect to the internet, then open this page again") }]);
}

/** @param {Session | undefined} session @param {string} wish the step in the address @param {boolean} isRestored */
function firstStep(session, wish, isRestored) {
  asksReports = Boolean(session?.ask_side_effects) || draft.reports.length > 0 || wish === "reports";
  withReports(asksReports);
  const blank = QUESTIONS[draft.answers.indexOf(null)] ?? "answers";
  if (wish === "reports") return wish;
  return draft.step || (isRestored && draft.last_treatment.answer ? blank : "treatment");
}

async function begin() {
  await opened; // and not for the disk's self-test: a question is on the screen sooner
  const { result } = history.state ?? {};
  if (!(await current())) await refresh(); // paired elsewhere a moment ago, by the plain form
  const [session, known, restored] = await Promise.all([current(), clinic(), kept()]);
  if (result) return (await later())[1].showResult(result);
  if (!session && !restored) return location.replace("/app");
  draft = restored ?? fresh(session?.patient.id ?? "");
  if (restored) fill(restored);
  else Object.assign(draft, collect()); // ticked while this was loading
  if (restored) body.dataset.busy = "true";
  askTreatment(session);
  offerHelp(known);
  start(onShow, firstStep(session, location.hash.slice(1), Boolean(restored)));
  if (restored) {
    const set = (/** @type {Draft} */ other) => { draft = other; };
    import("./restored.js").then((it) => it.sayRestored(() => draft, set, save), () => {});
  }
  $("#check-in").addEventListener("change", save);
  $("#check-in").addEventListener("submit", submitted);
  $("#back").addEventListener("click", back);
  $("#blank").addEventListener("click", () => { clear(step()); save(); next(); });
  $("#back").hidden = false;
}

begin();
