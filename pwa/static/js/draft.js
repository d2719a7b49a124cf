// The half-answered check-in, kept on the phone for the patient who is paired with it.
import { today } from "./dates.js";
import { uuid } from "./digest.js";
import { QUESTIONS } from "./form.js";
import { current } from "./session.js";
import { get, write } from "./store.js";
import { locked } from "./sync.js";

const KEY = "check-in";

/** @param {string} patient @returns {Draft} the id is made here once: sending it twice is one response */
export const fresh = (patient) => ({
  id: uuid(), patient, day: today(), step: "", answers: QUESTIONS.map(() => null),
  difficulty: null, reports: [], last_treatment: { answer: null, on: null },
});

/**
 * Of this phone's patient only.
 * @returns {Promise<Draft | undefined>}
 */
export async function kept() {
  const [draft, session] = [await get("drafts", KEY), await current()];
  return draft && (!session || draft.patient === session.patient.id) ? draft : undefined;
}

/**
 * Whether another tab has finished this one already.
 * @param {string} id
 */
export const isFinished = async (id) =>
  Boolean(await get("outbox", id)) || (await get("meta", "last"))?.id === id;

/** @param {Draft} draft */
export const keep = (draft) => locked("draft", async () =>
  (await isFinished(draft.id)) ? location.replace("/app") : write(["drafts", KEY, { ...draft }]));

export const discard = () => write(["drafts", KEY, undefined]);
