// From the draft to the outbox: one response, on disk, with the advice that the plan has for it.
import { daysBetween } from "./dates.js";
import { $ } from "./dom.js";
import { isFinished, score } from "./form.js";
import { add, stamp } from "./outbox.js";
import { lookUp } from "./plan.js";
import { current } from "./session.js";
import { locked, waiting } from "./store.js";

/** @param {Session} session @param {Draft} draft @param {string} on */
async function shownFor({ plan }, draft, on) {
  const unsent = await waiting(draft.patient);
  const days = [draft.last_treatment.on, ...unsent.map(({ treated }) => treated)];
  return lookUp(plan, on, {
    ...score(draft),
    reports: draft.reports,
    raisedBefore: unsent.some((item) => item.raised && item.on < on),
    treatedSince: days.some((day) => day && (!plan.last_treatment || daysBetween(plan.last_treatment, day) > 0)),
  });
}

/** @param {Draft} draft @param {Session | undefined} session @returns {Promise<Item>} */
async function make(draft, session) {
  const now = stamp();
  const { on } = now;
  const { id, patient, answers, difficulty, reports, last_treatment } = draft;
  const { advice, raised } = session ? await shownFor(session, draft, on) : { advice: null, raised: false };
  // With no treatment on record, "that is right" says that there was none.
  const told = { ...last_treatment };
  if (told.answer === "yes" && session && !session.last_treatment) told.answer = "none";
  const { headline = null, action = null, urgency = null } = advice ?? {};
  const body = JSON.stringify({
    patient, ...now, questionnaire: $("#check-in").dataset.questionnaire, answers, difficulty, reports, last_treatment: told,
    shown: { headline, action, urgency, plan_from: session?.plan.from ?? null },
  });
  return { id, kind: "check-in", patient, on, body, made: Date.now(), tries: 0, next: 0, shown: advice, raised,
    total: score(draft).total, treated: last_treatment.on };
}

/**
 * The answers of what was finished on this page, by id. Nowhere else can they still be read.
 * @type {Map<string, Answers>}
 */
export const given = new Map();

/**
 * Saves the response and takes the draft away, in one step. Null when another tab was first.
 * @param {Draft} draft
 */
export const finish = (draft) => locked("draft", async () => {
  if (await isFinished(draft.id)) return null;
  const session = await current();
  const item = await make(draft, session?.patient.id === draft.patient ? session : undefined);
  await add(item, [["drafts", "check-in", undefined]]);
  const { answers, difficulty, reports, last_treatment } = draft;
  given.set(item.id, { answers, difficulty, reports, last_treatment });
  return item;
});
