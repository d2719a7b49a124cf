// A half-answered check-in on disk: encrypted with a key of its own, for a day at most.
import { close, newKey, open } from "./box.js";
import { get, isCovered, write } from "./store.js";

const KEY = "check-in";

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
  if (!row?.key) return row?.draft ?? row; // of an earlier release
  return open(row.key, row).catch(() => undefined);
}

export const drop = () => write(["drafts", KEY, undefined]);
