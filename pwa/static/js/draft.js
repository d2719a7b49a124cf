// A half-answered check-in on disk: encrypted with a key of its own, for a day at most.
import { close, newKey, open } from "./box.js";
import { transact } from "./disk.js";
import { get, isCovered, write } from "./store.js";

const KEY = "check-in";
const DAY = 86_400_000; // ms; a draft is kept no longer
/** @param {{ at: number } | undefined} row */
const isExpired = (row) => Boolean(row && Date.now() - row.at > DAY);

/** @param {Draft} draft */
export async function hold(draft) {
  const row = { patient: draft.patient, at: Date.now() };
  if (isCovered() || !crypto.subtle) return write(["drafts", KEY, { ...row, draft }]);
  const key = await newKey();
  return write(["drafts", KEY, { ...row, key, ...await close(key, draft) }]);
}

/** @returns {Promise<Draft | undefined>} */
export async function held() {
  const row = await get("drafts", KEY);
  if (isExpired(row)) return undefined;
  if (!row?.key) return row?.draft ?? row; // of an earlier release
  return open(row.key, row).catch(() => undefined);
}

/** The patient whose check-in is half answered. */
export async function whose() {
  const row = await get("drafts", KEY);
  return isExpired(row) ? undefined : row?.patient;
}

export const drop = () => write(["drafts", KEY, undefined]);

/** In one step: a new draft may just be written. True when an old one was deleted. */
export async function dropExpired() {
  let isOver = false;
  await transact("readwrite", ["drafts"], (tx) => {
    const drafts = tx.objectStore("drafts");
    drafts.get(KEY).onsuccess = ({ target }) => {
      isOver = isExpired(/** @type {any} */ (target).result);
      if (isOver) drafts.delete(KEY);
    };
  }).catch(() => {});
  return isOver;
}
