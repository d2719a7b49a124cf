// What the server last said about this phone's patient. Kept on disk, so that everything works offline.
import { writtenAsIn } from "./dates.js";
import { get, list, locked, PERSONAL, write } from "./store.js";

/**
 * Its country's way to write days, and its colour, on light and on dark ground.
 * @template {Clinic | undefined} C @param {C} clinic
 */
function dress(clinic) {
  clinic?.colour?.forEach((colour, i) => document.documentElement.style.setProperty(`--own${i}`, colour));
  return writtenAsIn(clinic);
}

/** @returns {Promise<Session | undefined>} */
export async function current() {
  const session = await get("meta", "session");
  dress(session?.clinic);
  return session;
}

/**
 * The clinic's name, phone and help lines: they outlive a lost pairing.
 * @returns {Promise<Clinic | undefined>}
 */
export const clinic = async () => dress(await get("meta", "clinic"));

/**
 * Whether the server has said that this phone is not paired any more.
 * @returns {Promise<boolean>}
 */
export const refused = async () => Boolean(await get("meta", "refused"));

/** @param {any} said @returns {said is Session} */
const isSession = (said) => Boolean(said?.patient?.id && said.clinic?.name && said.plan?.periods);

/** @param {Session} session @param {string | null} [tag] */
export function keep(session, tag) {
  noteAnswer();
  return write(["meta", "session", session], ["meta", "tag", tag ?? undefined],
    ["meta", "clinic", session.clinic], ["meta", "refused", undefined]);
}

const ANSWERED = "booster-answered";
const FRESH = 60_000; // ms
const noteAnswer = () => { try { localStorage.setItem(ANSWERED, String(Date.now())); } catch { /* then it is asked again */ } };

/** Whether the server has answered a page less than a minute ago: the next need not ask at once. */
export function isFresh() {
  try {
    const age = Date.now() - Number(localStorage.getItem(ANSWERED));
    return age >= 0 && age < FRESH;
  } catch {
    return false;
  }
}

/** @param {Item | undefined} row */
const sealedOnly = (row) => {
  const { clear, shown, raised, total, treated, answers, ...rest } = /** @type {any} */ (row ?? {});
  return row && rest;
};

/**
 * All that the clinic has told, and what can be read of unsent answers: gone in one step. What is
 * sealed stays.
 * @param {...Change} others
 */
export const forget = (...others) => locked("draft", async () => write(
  ...PERSONAL.map((key) => /** @type {Change} */ (["meta", key, undefined])), ["drafts", "check-in", undefined],
  ...(await list()).map(({ id }) => /** @type {Change} */ (["outbox", id, sealedOnly])), ...others));

/** The server has said that this phone is not paired any more. */
export const unpair = async () =>
  forget(["meta", "refused", !(await get("meta", "leaving")) || undefined], ["meta", "leaving", undefined]);

/** What the phone says of itself; see told.js. */
function about() {
  try {
    return localStorage.getItem("booster-phone") ?? "";
  } catch {
    return "";
  }
}

/** Asks the server. True when something new was kept. */
export async function refresh() {
  if (navigator.onLine === false || (await get("meta", "leaving"))) return false;
  const before = await current();
  const tag = before && (await get("meta", "tag"));
  const response = await fetch("/api/session", {
    cache: "no-store", redirect: "manual", headers: { "X-Phone": about(), ...(tag && { "If-None-Match": tag }) },
  }).catch(() => null);
  if (response?.status === 304) { noteAnswer(); return false; } // nothing new, and next to nothing was sent
  const said = await response?.json().catch(() => null);
  if (response?.status === 401 && said?.error) {
    if (!before) return false; // it never was, or that is known
    await unpair();
    return true;
  }
  if (response?.status !== 200 || !isSession(said)) return false;
  // An answer that was overtaken on the way must not replace a newer one.
  if (before && before.patient.id === said.patient.id && before.now > said.now) return false;
  const tagged = response.headers.get("ETag");
  // Who signed out meanwhile must not come back with an answer that was on its way.
  return locked("draft", async () => {
    const isOver = (await get("meta", "leaving")) || (before && !(await current()));
    if (!isOver) await keep(said, tagged);
    return !isOver;
  });
}
