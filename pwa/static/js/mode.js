// How this phone keeps what is personal: as it is, in memory for a visit, or under a lock.
import { held, hold } from "./draft.js";
import { isOpen, stayOpen, under } from "./lock.js";
import { split } from "./outbox.js";
import { make, unlock } from "./passkey.js";
import { shared, touch } from "./shared.js";
import { coverWith, get, list, locked, PERSONAL, write } from "./store.js";
import { tell } from "./told.js";

/** @type {Change[]} */
const UNLOCKED = [["meta", "mode", undefined], ["meta", "lock", undefined]];

/**
 * Everything personal, read under the cover of before and written under another.
 * @param {Cover | null} cover @param {...Change} others
 */
export const coverAnew = (cover, ...others) => locked("draft", async () => {
  const draft = await held();
  const items = await list();
  /** @type {Change[]} */
  const kept = [];
  for (const key of [...PERSONAL, "clinic"]) kept.push(["meta", key, await get("meta", key)]);
  coverWith(cover);
  await write(...kept, ...items.map((item) => /** @type {Change} */ (["outbox", item.id, split(item)])), ...others);
  if (draft) await hold(draft);
});

/** @param {boolean} on */
export async function share(on) {
  touch();
  tell({ shared: on ? 1 : 0 });
  await coverAnew(on ? shared : null, ["meta", "mode", on ? "shared" : undefined], ["meta", "lock", undefined]);
}

/**
 * With the phone's own unlock from now on. Without a secret of the passkey it is a screen only.
 * @returns {Promise<PhoneLock>}
 */
export async function lockUp() {
  const lock = await make();
  const { key } = await unlock(lock);
  await coverAnew(under(key), ["meta", "mode", "lock"], ["meta", "lock", lock]);
  stayOpen(key);
  return lock;
}

export const unlockForGood = () => coverAnew(null, ...UNLOCKED);

/**
 * Somebody is paired now. A lock that is closed was another person's, or its passkey is lost.
 * @param {boolean} isShared
 */
export async function begunAnew(isShared) {
  if (!isOpen()) {
    coverWith(null);
    await write(...UNLOCKED);
  }
  if (isShared || (await get("meta", "mode")) === "shared") await share(isShared);
}
