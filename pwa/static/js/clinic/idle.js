// After 15 minutes without use the page is locked, in all tabs of this browser. While somebody types,
// the session is kept alive, which the server can't see by itself.
import { isLocked, lock, unlocked, who } from "./lock.js";

const IDLE = 15 * 60_000; // ms, as the server's
const LOOK = 10_000;
const TELL = 60_000;
const USED = ["keydown", "pointerdown", "input", "scroll"];

const tabs = new BroadcastChannel("clinic");
const box = /** @type {HTMLElement | null} */ (document.querySelector("dialog.lock"));
let used = Date.now();
let told = used;

/** @param {boolean} here whether it was this tab that was used */
function use(here) {
  used = Date.now();
  if (here && used - told >= TELL) tell();
}

/** Tells the server and the other tabs, at most once a minute. */
function tell() {
  told = Date.now();
  tabs.postMessage("used");
  // Without a connection nothing is known: the lock comes by the clock of this page.
  fetch(box?.dataset.alive || "", { redirect: "manual" })
    .then(({ status }) => { if (status === 401) close(); }, () => {});
}

function close() {
  lock();
  tabs.postMessage("lock");
}

function look() {
  if (!isLocked() && Date.now() - used >= IDLE) close();
}

tabs.addEventListener("message", ({ data }) => {
  if (data === "used" && !isLocked()) use(false);
  if (data === "lock") lock();
  if (data === `unlocked ${who}`) unlocked(); // a page that somebody else has read stays locked
});
document.addEventListener("clinic-unlocked", () => { use(false); tabs.postMessage(`unlocked ${who}`); });
for (const name of USED) addEventListener(name, () => { if (!isLocked()) use(true); }, { passive: true, capture: true });
// A machine that slept has run no timer: it looks when it wakes.
document.addEventListener("visibilitychange", look);
addEventListener("focus", look);
setInterval(look, LOOK);
