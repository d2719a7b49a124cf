// The phone's disk: IndexedDB `booster`. Never trust an open handle: iOS closes it behind the page,
// another tab may ask for it back.

const NAME = "booster";
const STORES = ["meta", "drafts", "outbox"];
const PATIENCE = 4000; // ms; some Safari versions never answer an open or a transaction

/** @type {Promise<IDBDatabase> | null} */
let handle = null;

/** @type {Set<IDBTransaction>} */
const active = new Set();
let here = Promise.resolve();

// In WebKit a transaction of a page that was left may hold up every other one, of all pages, until
// the browser ends. Nothing in it was said to be kept; it is tried again should the page come back.
if (navigator.vendor.startsWith("Apple")) {
  addEventListener("pagehide", () => {
    here = new Promise((back) => addEventListener("pageshow", () => back(), { once: true }));
    for (const one of active) try { one.abort(); } catch { /* it is being written */ }
  });
}

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
  await here;
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    active.add(transaction);
    const timer = setTimeout(() => reject(new Error("transaction timed out")), PATIENCE);
    const end = () => { clearTimeout(timer); active.delete(transaction); };
    transaction.onabort = () => { end(); reject(transaction.error ?? new Error("aborted")); };
    try {
      const request = work(transaction);
      transaction.oncomplete = () => { end(); resolve(/** @type {any} */ (request)?.result); };
    } catch (error) {
      transaction.abort(); // or what came before the fault would stay
      throw error;
    }
  });
}

/**
 * One transaction, strictly on disk when it resolves; one retry on a fresh handle.
 * @type {typeof attempt}
 */
export async function transact(mode, stores, work) {
  try {
    return await attempt(mode, stores, work);
  } catch (error) {
    if (/** @type {any} */ (error)?.name === "QuotaExceededError") throw error;
    handle?.then((database) => database.close(), () => {});
    handle = null;
    return attempt(mode, stores, work);
  }
}

