// The phone's disk: IndexedDB `booster`. What can't be written stays in memory and is said to.
// Never trust an open handle: iOS closes it behind the page, another tab may ask for it back.

const NAME = "booster";
const STORES = ["meta", "drafts", "outbox"];
const PATIENCE = 4000; // ms; some Safari versions never answer an open or a transaction

/** @type {Promise<IDBDatabase> | null} */
let handle = null;
let broken = false;
/**
 * What the disk refused, by "store/key"; undefined means deleted.
 * @type {Map<string, any>}
 */
const memory = new Map();

/** @param {number} [version] @returns {Promise<IDBDatabase>} */
function connect(version) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, version);
    let late = false;
    const timer = setTimeout(() => { late = true; reject(new Error("open timed out")); }, PATIENCE);
    request.onupgradeneeded = () => {
      // Additive only: a store that exists is never made anew, or its queue would be gone.
      for (const name of STORES) {
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
      }
    };
    request.onerror = () => { clearTimeout(timer); reject(request.error); };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (late) return database.close();
      database.onclose = () => { handle = null; };
      database.onversionchange = () => { handle = null; database.close(); };
      resolve(database);
    };
  });
}

function open() {
  handle ??= connect(1).catch((error) => {
    if (error?.name === "VersionError") return connect(); // a newer page has upgraded it
    throw error;
  });
  handle.catch(() => { handle = null; });
  return handle;
}

/**
 * @template T @param {IDBTransactionMode} mode @param {string[]} stores
 * @param {(transaction: IDBTransaction) => IDBRequest<T> | void} work @returns {Promise<T>}
 */
async function attempt(mode, stores, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const timer = setTimeout(() => reject(new Error("transaction timed out")), PATIENCE);
    const request = work(transaction);
    transaction.oncomplete = () => { clearTimeout(timer); resolve(/** @type {any} */ (request)?.result); };
    transaction.onabort = () => { clearTimeout(timer); reject(transaction.error ?? new Error("aborted")); };
  });
}

/**
 * One retry on a fresh handle.
 * @type {typeof attempt}
 */
async function transact(mode, stores, work) {
  try {
    return await attempt(mode, stores, work);
  } catch (error) {
    if (broken || /** @type {any} */ (error)?.name === "QuotaExceededError") throw error;
    handle?.then((database) => database.close(), () => {});
    handle = null;
    return attempt(mode, stores, work);
  }
}

/** @param {string} store @param {string} key @returns {Promise<any>} */
export async function get(store, key) {
  if (memory.has(`${store}/${key}`)) return memory.get(`${store}/${key}`);
  return transact("readonly", [store], (tx) => tx.objectStore(store).get(key)).catch(() => undefined);
}

/**
 * Whether it is on disk, and not in memory only.
 * @param {string} store @param {string} key
 */
export const isKept = (store, key) => !memory.has(`${store}/${key}`);

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
