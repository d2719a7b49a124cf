// Sends what waits: one tab at a time, one request per item, send before fetch.
import { due, list, park, postpone, settle, unpark } from "./outbox.js";
import { send } from "./send.js";
import { current, refresh, unpair } from "./session.js";

const MINUTE = 60_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("booster") : null;

/** Tells every screen, in other tabs too, to show the store anew. */
export function changed() {
  document.dispatchEvent(new Event("booster:changed"));
  channel?.postMessage("changed");
}

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
export const locked = (name, work) =>
  navigator.locks ? navigator.locks.request(`booster-${name}`, work) : work();

/** @param {Item} item @param {string} release @returns {Promise<boolean>} whether the server still knows us */
async function deliver(item, release) {
  const verdict = await send(item);
  if (verdict.outcome === "received") await settle(item, verdict.receipt);
  if (verdict.outcome === "again") await postpone(item, verdict.wait);
  if (verdict.outcome === "parked") {
    await park(item, { code: verdict.code, message: verdict.message, held: verdict.held, release });
  }
  if (verdict.outcome === "unpaired") await unpair();
  if (verdict.outcome !== "again") changed();
  return verdict.outcome !== "unpaired";
}

/** @param {string} release @param {boolean} force whether to try before the back-off is over */
async function drain(release, force) {
  const tried = new Set();
  for (;;) {
    const session = await current();
    const waiting = (await list()).filter(({ patient }) => patient === session?.patient.id);
    const stale = waiting.find(({ parked }) => parked && parked.release !== release);
    if (stale) await unpark(stale);
    const item = waiting.find((one) => !tried.has(one.id) && due(one, Date.now(), force));
    if (stale) continue;
    if (!item) return;
    tried.add(item.id);
    if (!(await deliver(item, release))) return;
  }
}

let release = "";
/** @type {Promise<void> | null} */
let running = null;

/** @param {{ force?: boolean, fetch?: boolean }} how */
export async function sync({ force = false, fetch = false } = {}) {
  if (running) await running.catch(() => {});
  running = locked("sync", async () => {
    if (navigator.onLine === false) return;
    const before = (await list()).length;
    await drain(release, force);
    const sent = (await list()).length !== before;
    if ((sent || fetch) && (await refresh())) changed();
  });
  return running;
}

/**
 * The triggers: start, online, a visible page, each minute while something waits, the worker's word.
 * @param {string} current
 */
export function startSync(current) {
  release = current;
  const now = () => sync({ force: true, fetch: true });
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  addEventListener("pageshow", (event) => event.persisted && now());
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.type === "sync" && now());
  channel?.addEventListener("message", () => document.dispatchEvent(new Event("booster:changed")));
  setInterval(async () => (await list()).some(({ parked }) => !parked) && sync(), MINUTE);
  return now();
}
