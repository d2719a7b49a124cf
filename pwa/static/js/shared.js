// A phone that several people use: what is personal lives in memory for one visit, and never on disk.
import { $, el, notice } from "./dom.js";
import { leave } from "./leave.js";
import { current, refresh } from "./session.js";
import { coverWith, get, PERSONAL, write } from "./store.js";
import { hand, keepHanding, taken } from "./visit.js";
import { t } from "./words.js";

const IDLE = 5 * 60_000; // ms
const PATIENCE = 5000; // ms
const SEEN = "booster-visit"; // when somebody last touched the app; it says nothing else

/** @type {Map<string, any>} */
const visit = new Map();

/** @type {Cover} */
export const shared = {
  keys: [...PERSONAL, "clinic"],
  close(store, key, value) {
    visit.set(`${store}/${key}`, value);
    queueMicrotask(() => hand({ visit }));
  },
  open: (store, key) => visit.get(`${store}/${key}`),
};

const seen = () => Number(localStorage.getItem(SEEN));
export const touch = () => localStorage.setItem(SEEN, String(Date.now()));
const pause = (/** @type {number} */ time) => new Promise((resolve) => { setTimeout(resolve, time); });

async function end() {
  await leave();
  location.replace("/app");
}

document.addEventListener("booster:left", () => {
  visit.clear();
  hand(null);
  localStorage.removeItem(SEEN);
});

/** Signs out whoever has gone without a word. */
function watchIdle() {
  let timer = setTimeout(end, IDLE);
  const busy = () => { clearTimeout(timer); timer = setTimeout(end, IDLE); touch(); };
  for (const event of ["pointerdown", "keydown", "input"]) addEventListener(event, busy, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden || (Date.now() - seen() > IDLE && end()));
  busy();
}

function offerEnd() {
  const press = () => { $("#notice-shared button").setAttribute("disabled", ""); end(); };
  notice("shared", el("p", {}, t("This is a shared phone. When you are done, finish and clear it.")),
    el("button", { type: "button", class: "quiet", click: press }, t("Finish and clear")));
}

export async function begin() {
  coverWith(shared);
  const handed = await taken();
  for (const [key, value] of handed?.visit ?? []) visit.set(key, value);
  const isOver = seen() > 0 && Date.now() - seen() > IDLE;
  if (isOver) await leave();
  else if (seen() && !handed?.visit) await Promise.race([refresh(), pause(PATIENCE)]);
  const session = await current();
  if (!session) return;
  if ((await get("meta", "visitor")) !== session.patient.id) await write(["meta", "visitor", session.patient.id]);
  keepHanding(() => ({ visit }));
  watchIdle();
  // Not under the questions, whose own Finish is another.
  if (location.pathname === "/app/check-in") document.addEventListener("booster:safe", offerEnd);
  else offerEnd();
}
