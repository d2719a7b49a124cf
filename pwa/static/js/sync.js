// Sends what waits: one tab at a time, one request per item, send before fetch.
import { isFresh, refresh } from "./session.js";
import { get, list, locked } from "./store.js";

const MINUTE = 60_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("booster") : null;

/** Tells every screen, in other tabs too, to show the store anew. */
export function changed() {
  document.dispatchEvent(new Event("booster:changed"));
  channel?.postMessage("changed");
}

let release = "";
/** @type {Promise<void> | null} */
let running = null;

/** @param {{ force?: boolean, fetch?: boolean }} how */
export async function sync({ force = false, fetch = false } = {}) {
  if (running) await running.catch(() => {});
  running = locked("sync", async () => {
    if (navigator.onLine === false) return;
    if (await get("meta", "leaving")) return import("./leave.js").then(({ goOn }) => goOn(release), () => {});
    const before = (await list()).length;
    // Most of the time nothing waits: then what sends is not even fetched.
    if (before) await import("./drain.js").then(({ drain }) => drain(release, force), () => {});
    const sent = (await list()).length !== before;
    if ((sent || fetch) && (await refresh())) changed();
    const offer = async () => (await get("meta", "copies")) && (await import("./copies.js")).review();
    if ((await offer().catch(() => false)) && (await refresh())) changed();
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
  return sync({ force: true, fetch: !(document.getElementById("check-in") && isFresh()) });
}
