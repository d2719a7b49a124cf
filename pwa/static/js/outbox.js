// What waits to be sent. An item leaves only on the server's verified receipt, or by the patient's hand.
import { today, two } from "./dates.js";
import { sealed } from "./seal.js";
import { current } from "./session.js";
import { get, write } from "./store.js";
import { number, tell } from "./told.js";
import { note, strike } from "./unsent.js";

const LONGEST = 60_000; // ms between tries while the network is at fault
const TOLD = 600_000; // ms at most when the server asks to wait

/** The local day and wall time of now, and the zone's minutes ahead of UTC. */
export function stamp() {
  const now = new Date();
  const at = `${today(now)}T${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":")}`;
  return { on: today(now), at, offset_minutes: -now.getTimezoneOffset() };
}

/**
 * Whether the item is tried now.
 * @param {Item} item @param {number} now @param {boolean} force
 */
export const due = (item, now, force) =>
  !item.parked && (item.next <= now || (force && !item.told));

/**
 * As it lies on disk: apart from the rest, what can be read of it.
 * @param {Item} item
 */
export const split = ({ shown, raised, total, treated, ...item }) => ({ ...item, clear: { shown, raised, total, treated } });

/**
 * On disk before the screen says so, sealed. The draft goes in the same transaction.
 * What the screens show stays readable beside it, until the patient signs out.
 * @param {Item} item @param {Change[]} others
 */
export async function add(item, others = []) {
  const row = split(item);
  const kept = await write(["outbox", item.id, await sealed(row).catch(() => row)], ...others);
  if (item.kind === "check-in") tell({ made: number("made") + 1 });
  if (kept) note(item.id, item.on);
  return kept;
}

/**
 * The server has it.
 * @param {Item} item @param {Receipt} receipt @param {Change[]} others
 */
export async function settle(item, receipt, others) {
  strike(item.id);
  const { on, total, patient, id } = item;
  const advice = receipt.advice ?? null;
  const changed = Boolean(item.shown && advice && item.shown.action !== advice.action);
  /** @type {Last} */
  const last = { id, on, total, patient, advice, changed,
    received_at: receipt.received_at, clinic: receipt.clinic };
  const key = item.kind === "contact" ? "contact" : "last";
  const newest = key === "contact" || !((await get("meta", "last"))?.on > on);
  const isOurs = (await current())?.patient.id === patient; // or signed out: then nothing of it stays
  await write(["outbox", id, undefined], ...others, ...(newest && isOurs ? [/** @type {Change} */ (["meta", key, last])] : []));
}

/**
 * Capped back-off with jitter, for as many tries as it takes.
 * @param {Item} item @param {number} [wait] seconds
 */
export function postpone(item, wait) {
  const backoff = Math.min(LONGEST, 5000 * 2 ** Math.min(item.tries, 10)) * (0.5 + Math.random() / 2);
  const pause = wait ? Math.min(TOLD, wait * 1000) : backoff;
  return edit(item.id, { tries: item.tries + 1, next: Date.now() + pause, told: Boolean(wait) });
}

/**
 * On the row as it lies there: what was taken from it meanwhile does not come back.
 * @param {string} id @param {Partial<Item>} changes
 */
const edit = (id, changes) => write(["outbox", id, (/** @type {Item} */ row) => row && { ...row, ...changes }]);

/**
 * Refused: kept and shown, tried again after an update.
 * @param {Item} item @param {Item["parked"]} parked
 */
export const park = (item, parked) => edit(item.id, { parked });

/** @param {Item} item */
export const unpark = (item) => edit(item.id, { parked: undefined, next: 0 });

/**
 * Taken away by the patient.
 * @param {string} id
 */
export async function discard(id) {
  strike(id);
  return write(["outbox", id, undefined]);
}
