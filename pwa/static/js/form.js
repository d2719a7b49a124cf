// The check-in's form is the one truth about the answers; its draft, on disk, is what it said last.
import { uuid } from "./uuid.js";
import { $, all, el, painted } from "./dom.js";
import { today } from "./dates.js";
import { current } from "./session.js";
import { drop, held, hold } from "./draft.js";
import { get, locked } from "./store.js";

/** On the check-in only. */
export const form = /** @type {HTMLFormElement} */ (document.getElementById("check-in"));
const inputs = /** @type {HTMLInputElement[]} */ (all("#check-in input"));

/** The seven questions' names, in order. */
export const QUESTIONS = all("[data-question]").map((field) => field.dataset.step ?? "");

/** @type {HTMLInputElement | undefined} */
let date;

/** The date of the last treatment: made when it is near, for a calendar takes a slow phone long to set up. */
export function dateField() {
  if (!date) {
    const id = "last_treatment_on";
    date = /** @type {HTMLInputElement} */ (el("input", { type: "date", name: id, id, max: today() }));
    $("#treated-on").append(date);
  }
  return date;
}

/** @returns {Answers} */
export function collect() {
  const data = new FormData(form);
  /** @param {string} name */
  const chosen = (name) => (data.has(name) ? Number(data.get(name)) : null);
  return {
    answers: QUESTIONS.map(chosen),
    difficulty: chosen("difficulty"),
    reports: data.getAll("report").map(String),
    last_treatment: {
      answer: /** @type {string | null} */ (data.get("last_treatment")),
      on: data.get("last_treatment") === "no" ? String(data.get("last_treatment_on") ?? "") || null : null,
    },
  };
}

/** @param {Answers} draft */
export function fill({ answers, difficulty, reports, last_treatment }) {
  /** @type {Record<string, any>} */
  const chosen = { difficulty, last_treatment: last_treatment.answer };
  QUESTIONS.forEach((name, i) => { chosen[name] = answers[i]; });
  for (const input of inputs) {
    if (input.type === "radio") input.checked = input.value === String(chosen[input.name]);
    if (input.type === "checkbox") input.checked = reports.includes(input.value);
  }
  if (date || last_treatment.on) dateField().value = last_treatment.on ?? "";
}

/**
 * What was given, with what was given since.
 * @param {Answers} before @param {Answers} since
 */
export const over = (before, since) => ({
  answers: since.answers.map((answer, i) => answer ?? before.answers[i]),
  difficulty: since.difficulty ?? before.difficulty,
  reports: [...new Set([...before.reports, ...since.reports])],
  last_treatment: since.last_treatment.answer ? since.last_treatment : before.last_treatment,
});

/** @param {string} name a question that is left blank on purpose */
export function clear(name) {
  for (const input of inputs) if (input.name === name) input.checked = false;
}

/** @param {string} name @param {number | string | null} value the words of the chosen answer */
export const words = (name, value) =>
  value === null ? null : $(`#${CSS.escape(`${name}-${value}`)} + span`).textContent;

/**
 * How many answers were left blank, the total of a full one, the lowest it can be.
 * @param {Answers} given
 */
export function score({ answers }) {
  const given = answers.filter((answer) => answer !== null);
  const sum = given.reduce((/** @type {number} */ total, answer) => total + (answer ?? 0), 0);
  const blanks = answers.length - given.length;
  return { blanks, total: blanks ? null : sum, floor: blanks ? sum : null };
}

/** @param {string} patient @returns {Draft} the id is made here once: sending it twice is one response */
export const fresh = (patient) => ({
  id: uuid(), patient, step: "", answers: QUESTIONS.map(() => null),
  difficulty: null, reports: [], last_treatment: { answer: null, on: null },
});

/**
 * Of this phone's patient only.
 * @returns {Promise<Draft | undefined>}
 */
export async function kept() {
  const [draft, session] = await Promise.all([held(), current()]);
  return draft && (!session || draft.patient === session.patient.id) ? draft : undefined;
}

/**
 * Whether another tab has finished this one already.
 * @param {string} id
 */
export const isFinished = async (id) =>
  Boolean(await get("outbox", id)) || (await get("meta", "last"))?.id === id;

/**
 * Has its turn at once, and begins behind the picture that answers the tap.
 * @param {() => Draft} given
 */
export const keep = (given) => locked("draft", async () => {
  await painted();
  const draft = given();
  return (await isFinished(draft.id)) ? location.replace("/app") : hold(draft);
});

export const discard = () => locked("draft", drop);
