// What every screen does: check the disk, register the worker, send what waits.
import { el, notice } from "./dom.js";
import { selfTest } from "./store.js";
import { startSync } from "./sync.js";
import { startWorker } from "./update.js";

const release = document.body.dataset.release ?? "";

document.addEventListener("booster:memory", () => {
  notice("memory", el("h2", {}, "This phone can’t keep your answers"), el("p", {},
    "You can still check in while you are connected. Keep this page open until your answers are received."));
});

/** True when answers are kept on this phone. Screens wait for it before they save. */
export const ready = selfTest();

/**
 * Calls `show` now, and again whenever what is kept changes.
 * @param {() => Promise<void>} show
 */
export async function screen(show) {
  await ready;
  document.addEventListener("booster:changed", show);
  await show();
}

if (document.readyState === "complete") startWorker(release);
else addEventListener("load", () => startWorker(release));
ready.then(() => startSync(release));
