// The check-in, one question at a time. Every answer is on disk as soon as it is given.
import { opened } from "./app.js";
import { $, dressed, painted } from "./dom.js";
import { clearFaults, showFaults } from "./faults.js";
import { clear, collect, dateField, fill, form, fresh, keep, kept, over, QUESTIONS } from "./form.js";
import { back, behind, next, settle, start, step, wished, withReports } from "./journey.js";
import { clinic, current, refresh } from "./session.js";
import { askTreatment, offerHelp, treatmentFault } from "./steps.js";
import { t } from "./words.js";

/** Fetched while a question is read: nobody waits for it at the end. */
const later = () => Promise.all([import("./review.js"), import("./result.js"), dressed()]);
const SETTLED = 1000; // ms
const { body } = document;

/** @type {Draft} */
let draft;
let asksReports = false;
let finishing = false;
let isLater = false;
let isLive = false;

function prepare() {
  dateField();
  later().catch(() => {});
}

async function save() {
  body.dataset.busy = "true"; // no update is offered under a half-answered questionnaire
  if (!isLater) setTimeout(prepare, SETTLED);
  isLater = true;
  await keep(() => Object.assign(draft, collect(), { step: step() }));
}

/** @param {string} name */
function onShow(name) {
  clearFaults();
  if ($("#blank").hidden === QUESTIONS.includes(name)) $("#blank").toggleAttribute("hidden");
  const words = name === "answers" ? t("Finish") : t("Continue");
  if ($("#continue").textContent !== words) $("#continue").textContent = words;
  if (name === "treatment") dateField();
  if (name === "answers") behind(() => later().then(([{ review }]) => review(asksReports), () => {}));
  if (body.dataset.busy) behind(save);
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
  settle();
  if (!isLive) return; // Enter, in the moment before the draft is read
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

/**
 * Where to go on.
 * @param {Session | undefined} session @param {boolean} isRestored
 */
function firstStep(session, isRestored) {
  const wishesReports = location.hash === "#reports";
  asksReports = Boolean(session?.ask_side_effects) || draft.reports.length > 0 || wishesReports;
  withReports(asksReports);
  if (wishesReports) return "reports";
  const blank = draft.answers.indexOf(null);
  const isOfBefore = draft.step === "treatment" && blank === 0; // it came first once
  const last = blank < 0 ? QUESTIONS.length : blank;
  return (!isOfBefore && draft.step) || wished(isRestored ? last : 0, last);
}

const read = () => Promise.all([current(), clinic(), kept()]);

async function begin() {
  await opened; // and not for the disk's self-test: a question is on the screen sooner
  const { result } = history.state ?? {};
  let [session, known, restored] = await read();
  if (!session && await refresh()) [session, known, restored] = await read(); // paired elsewhere, by the plain form
  if (result) return (await later())[1].showResult(result);
  if (!session && !restored) return location.replace("/app");
  draft = restored ?? fresh(session?.patient.id ?? "");
  const ticked = form.querySelector(":checked"); // while this was loading
  if (ticked) Object.assign(draft, over(draft, collect()));
  if (restored) fill(draft);
  if (restored || ticked) body.dataset.busy = "true";
  start(onShow, firstStep(session, Boolean(restored)));
  if (restored) {
    const set = (/** @type {Draft} */ other) => { draft = other; };
    import("./restored.js").then((it) => it.sayRestored(() => draft, set, save), () => {});
  }
  form.addEventListener("change", save);
  isLive = true;
  $("#back").addEventListener("click", back);
  $("#blank").addEventListener("click", () => { clear(step()); save(); next(); });
  if (QUESTIONS.includes(step())) await painted(); // what comes after the questions can wait for the first of them
  else later().catch(() => {});
  askTreatment(session);
  offerHelp(known);
}

if (form) {
  form.addEventListener("submit", submitted);
  begin();
}
