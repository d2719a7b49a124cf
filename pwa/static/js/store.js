// What the phone keeps. What its disk refuses stays in memory, and is said to.
import { transact } from "./disk.js";

let broken = false;
/**
 * What lies over personal things on disk: a lock, or nothing of them there at all. None: they lie open.
 * @type {Cover | null}
 */
let cover = null;
export const coverWith = (/** @type {Cover | null} */ other) => { cover = other; };
export const isCovered = () => cover !== null;

/** What is personal: of an item, what can be read of it. The clinic's own numbers help anybody. */
export const PERSONAL = ["session", "tag", "last", "contact", "push"];
const isCoveredAt = (/** @type {string} */ store, /** @type {string} */ key) =>
  store === "drafts" || (store === "meta" && cover?.keys.includes(key));
const UNREAD = { shown: null, raised: false, total: null, treated: null };

/**
 * What the disk refused, by "store/key"; undefined means deleted.
 * @type {Map<string, any>}
 */
const memory = new Map();

/** @param {string} store @param {string} key @returns {Promise<any>} */
export async function get(store, key) {
  if (memory.has(`${store}/${key}`)) return memory.get(`${store}/${key}`);
  const row = await transact("readonly", [store], (tx) => tx.objectStore(store).get(key)).catch(() => undefined);
  return cover && isCoveredAt(store, key) ? cover.open(store, key, row) : row;
}

/**
 * What waits to be sent, oldest first.
 * @returns {Promise<Item[]>}
 */
export async function list() {
  const read = async (/** @type {Item} */ row) =>
    ({ ...UNREAD, ...row, ...await (cover ? cover.open("outbox", row.id, row.clear) : row.clear) });
  return (await Promise.all((await all("outbox")).map(read))).sort((a, b) => a.made - b.made);
}

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

/** Whether something had to stay in memory only. */
export const isFailing = () => broken || memory.size > 0;

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
 * As it is to lie on disk.
 * @param {Change} change @returns {Promise<Change>}
 */
async function covered([store, key, value]) {
  if (cover && isCoveredAt(store, key)) return [store, key, await cover.close(store, key, value)];
  if (cover && value?.clear) return [store, key, { ...value, clear: await cover.close(store, key, value.clear) }];
  const held = memory.get(`${store}/${key}`);
  return [store, key, held && typeof value === "function" ? value(held) : value];
}

/** @param {IDBObjectStore} store @param {string} key @param {any} value */
function put(store, key, value) {
  if (value === undefined) store.delete(key);
  else if (typeof value !== "function") store.put(value, key);
  else store.get(key).onsuccess = ({ target }) => put(store, key, value(/** @type {any} */ (target).result));
}

/**
 * Writes all or nothing: a value, undefined to delete, or a function from the old value to the new.
 * True: on disk. False: in memory only.
 * @param {...Change} changes
 */
export async function write(...changes) {
  const ready = await Promise.all(changes.map(covered));
  try {
    if (broken) throw new Error("the self-test failed");
    await transact("readwrite", [...new Set(ready.map(([store]) => store))], (tx) => {
      for (const [store, key, value] of ready) put(tx.objectStore(store), key, value);
    });
    for (const [store, key] of ready) memory.delete(`${store}/${key}`);
    return true;
  } catch {
    changes.forEach(([store, key, given], i) => {
      const value = typeof given === "function" ? ready[i][2] : given;
      if (typeof value !== "function") memory.set(`${store}/${key}`, value);
    });
    document.dispatchEvent(new Event("booster:memory"));
    return false;
  }
}

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
export const locked = (name, work) =>
  navigator.locks ? navigator.locks.request(`booster-${name}`, work) : work();

/** Whether this phone keeps what is written; if not, everything stays in memory from now on. */
export async function selfTest() {
  const mark = String(Math.random());
  const kept = (await write(["meta", "self-test", mark]))
    && (await transact("readonly", ["meta"], (tx) => tx.objectStore("meta").get("self-test"))) === mark;
  broken = !kept;
  await write(["meta", "self-test", undefined]);
  return kept;
}
