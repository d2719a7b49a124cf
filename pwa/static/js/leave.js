// Signing out: at once, with or without a connection. What waits is sent before the server is told,
// for afterwards it would not take it.
import { drain } from "./drain.js";
import { current, forget } from "./session.js";
import { get, list, write } from "./store.js";
import { changed, sync } from "./sync.js";

const PATIENCE = 5000; // ms; the rest happens at the next contact

export async function leave() {
  const leaving = (await current())?.patient.id ?? (await get("meta", "visitor"));
  await forget(["meta", "clinic", undefined], ["meta", "refused", undefined], ["meta", "visitor", undefined], ["meta", "leaving", leaving]);
  document.dispatchEvent(new Event("booster:left"));
  changed();
  await Promise.race([sync({ force: true }), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]).catch(() => {});
}

/**
 * At each contact, until all of it is sent and the server knows.
 * @param {string} release
 */
export async function goOn(release) {
  const leaving = await get("meta", "leaving");
  await drain(release, true, leaving);
  if ((await list()).some(({ patient, parked }) => patient === leaving && !parked)) return;
  const answer = await fetch("/api/session", { method: "DELETE", headers: { "X-Booster": "1" } }).catch(() => null);
  if (answer?.status === 204 || answer?.status === 401) await write(["meta", "leaving", undefined]);
}
