// What the phone keeps. What its disk refuses stays in memory, and is said to.
import { transact } from "./disk.js";

let broken = false;
/**
 * What the disk refused, by "store/key"; undefined means deleted.
 * @type {Map<string, any>}
 */
const memory = new Map();

/** @param {string} store @param {string} key @returns {Promise<any>} */
export async function get(store, key) {
  if (memory.has(`${store}/${key}`)) return memory.get(`${store}/${key}`);
  return transact("readonly", [store], (tx) => tx.objectStore(store).get(key)).catch(() => undefined);
}

/**
 * What waits to be sent, oldest first.
 * @returns {Promise<Item[]>}
 */
export const list = async () => (await all("outbox")).sort((a, b) => a.made - b.made);

/**
 * Of this patient only.
 * @param {string | undefined} patient
 */
export const waiting = async (patient) => (await list()).filter((item) => item.patient === patient);

/**
 * Whether it is on disk, and not in memory only.
 * @param {string} store @param {string} key
 */
export const isKept = (store, key) => memory.get(`${store}/${key}`) === undefined;

/** @param {string} store @returns {Promise<any[]>} */
export async function all(store) {
  const [keys, rows] = await Promise.all([
    transact("readonly", [store], (tx) => tx.objectStore(store).getAllKeys()),
    transact("readonly", [store], (tx) => tx.objectStore(store).getAll()),
  ]).catch(() => [[], []]);
  const merged = new Map(keys.map((key, i) => [`${store}/${key}`, rows[i]]));
  for (const [key, value] of memory) if (key.startsWith(`${store}/`)) merged.set(key, value);
  return [...merged.values()].filter((value) => value !== undefined);
}

/**
 * Writes (or, for undefined, deletes) all or nothing. True: on disk. False: in memory only.
 * @param {...[store: string, key: string, value: any]} changes
 */
export async function write(...changes) {
  try {
    if (broken) throw new Error("the self-test failed");
    await transact("readwrite", [...new Set(changes.map(([store]) => store))], (tx) => {
      for (const [store, key, value] of changes) {
        if (value === undefined) tx.objectStore(store).delete(key);
        else tx.objectStore(store).put(value, key);
      }
    });
    for (const [store, key] of changes) memory.delete(`${store}/${key}`);
    return true;
  } catch {
    for (const [store, key, value] of changes) memory.set(`${store}/${key}`, value);
    document.dispatchEvent(new Event("booster:memory"));
    return false;
  }
}

/** Whether this phone keeps what is written; if not, everything stays in memory from now on. */
export async function selfTest() {
  const mark = String(Math.random());
  const kept = (await write(["meta", "self-test", mark]))
    && (await transact("readonly", ["meta"], (tx) => tx.objectStore("meta").get("self-test"))) === mark;
  broken = !kept;
  await write(["meta", "self-test", undefined]);
  return kept;
}
