// After signing out: what waits is sent, and then the server is told.
import { drain } from "./drain.js";
import { get, list, write } from "./store.js";

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
