// The lock: nothing personal is shown before the phone's own unlock, and with a key nothing can be read.
// Help and the clinic's phone stay; what waits is sealed, and never depends on the passkey.
import { close, open } from "./box.js";
import { $, el } from "./dom.js";
import { callClinic } from "./lines.js";
import { unlock } from "./passkey.js";
import { clinic } from "./session.js";
import { coverWith, get, PERSONAL } from "./store.js";
import { hand, keepHanding, taken } from "./visit.js";
import { t } from "./words.js";

const AWAY = 2 * 60_000; // ms in the background
const ALWAYS = ["/app/help", "/app/about", "/app/install", "/app/pair", "/app/language"];

let isClosed = false;
export const isOpen = () => !isClosed;

/** @type {Cover} what lies there is neither read nor replaced; it can only be deleted */
const shut = {
  keys: PERSONAL,
  close: (_store, _key, value) => value && ((/** @type {any} */ row) => row),
  open: () => undefined,
};

/** @param {CryptoKey | null} key @returns {Cover | null} without a key it is a screen only */
export const under = (key) => key && {
  keys: PERSONAL,
  close: async (store, _key, value) => value && { at: store === "drafts" ? value.at : 0, box: await close(key, value) },
  open: async (_store, _key, row) => (row?.box ? open(key, row.box).catch(() => undefined) : undefined),
};

export function lockNow() {
  hand(null);
  location.reload();
}

/**
 * Until the app was in the background for long, or closed.
 * @param {CryptoKey | null} key
 */
export function stayOpen(key) {
  isClosed = false;
  let hidden = Infinity;
  const look = () => Date.now() - hidden >= AWAY && lockNow();
  keepHanding(() => ({ unlocked: true, key }));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return look();
    hidden = Date.now();
    setTimeout(look, AWAY);
  });
}

/**
 * In the place of the page, until the phone has unlocked.
 * @param {PhoneLock} lock @returns {Promise<{ key: CryptoKey | null }>}
 */
async function asked(lock) {
  const [page, known, fault] = [$("main"), await clinic(), el("p", { role: "alert" })];
  return new Promise((resolve) => {
    const press = () => unlock(lock).then((found) => { place.replaceWith(page); resolve(found); },
      () => { fault.textContent = t("It is still locked. Please try again."); });
    const place = el("main", { id: "main", tabindex: "-1" }, el("div", { id: "notices" }),
      el("h1", {}, t("This app is locked")), el("p", {}, t("Unlock it the way you unlock this phone.")),
      el("p", {}, el("button", { type: "button", class: "wide", click: press }, t("Unlock"))), fault,
      known && callClinic(known),
      el("p", {}, t("You can’t unlock it? Ask your clinic for a new code. Answers that wait are not lost.")),
      el("p", {}, el("a", { href: "/app/pair" }, t("Pair this phone again"))));
    page.replaceWith(place);
  });
}

export async function begin() {
  isClosed = true;
  coverWith(shut);
  const [lock, handed] = [await get("meta", "lock"), await taken()];
  if (!handed?.unlocked && ALWAYS.includes(location.pathname)) return;
  const { key } = handed?.unlocked ? handed : await asked(lock);
  coverWith(under(key));
  stayOpen(key);
}
