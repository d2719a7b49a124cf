// One item after the other, each with its verdict; a bad one never blocks the rest.
import { copied } from "./copies.js";
import { due, park, postpone, settle, unpark } from "./outbox.js";
import { send } from "./send.js";
import { current, unpair } from "./session.js";
import { list } from "./store.js";
import { changed } from "./changed.js";

/** @param {Item} item @param {string} release @returns {Promise<boolean>} whether the server still knows us */
async function deliver(item, release) {
  const verdict = await send(item);
  if (verdict.outcome === "received") await settle(item, verdict.receipt, copied(item, verdict.receipt));
  if (verdict.outcome === "again") await postpone(item, verdict.wait);
  if (verdict.outcome === "parked") {
    await park(item, { code: verdict.code, message: verdict.message, held: verdict.held, release });
  }
  if (verdict.outcome === "unpaired") await unpair();
  if (verdict.outcome !== "again") changed();
  return verdict.outcome !== "unpaired";
}

/**
 * @param {string} release @param {boolean} force whether to try before the back-off is over
 * @param {string} [leaving] whose items they are, who has signed out already
 */
export async function drain(release, force, leaving) {
  const tried = new Set();
  for (;;) {
    const whose = leaving ?? (await current())?.patient.id;
    const waiting = (await list()).filter(({ patient }) => patient === whose);
    const stale = waiting.find(({ parked }) => parked && parked.release !== release);
    if (stale) await unpark(stale);
    const item = waiting.find((one) => !tried.has(one.id) && due(one, Date.now(), force));
    if (stale) continue;
    if (!item) return;
    tried.add(item.id);
    if (!(await deliver(item, release))) return;
  }
}
