// Sends what waits: one tab at a time, one request per item, send before fetch.
import { changed, listen } from "./changed.js";
import { isFresh, refresh } from "./session.js";
import { get, list, locked } from "./store.js";

const MINUTE = 60_000;

let release = "";
/** @type {Promise<void> | null} */
let running = null;

/** @param {{ force?: boolean, fetch?: boolean }} how */
export async function sync({ force = false, fetch = false } = {}) {
  if (running) await running.catch(() => {});
  running = locked("sync", async () => {
    if (navigator.onLine === false) return;
    if (await get("meta", "leaving")) return import("./left.js").then(({ goOn }) => goOn(release), () => {});
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
  listen();
  setInterval(async () => (await list()).some(({ parked }) => !parked) && sync(), MINUTE);
  return sync({ force: true, fetch: !(document.getElementById("check-in") && isFresh()) });
}
