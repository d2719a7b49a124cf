// What this phone keeps, and who may see it: the lock, a phone that others use, a plain name.
import { ready } from "./app.js";
import { $ } from "./dom.js";
import { clinic, current } from "./session.js";
import { get } from "./store.js";
import { t } from "./words.js";

const mode = () => import("./mode.js");

/** @param {string} selector @param {boolean} wanted */
const show = (selector, wanted) => { $(selector).hidden = !wanted; };

async function showAll() {
  const [how, lock, session] = [await get("meta", "mode"), await get("meta", "lock"), await current()];
  const [isLocked, isShared] = [how === "lock", how === "shared"];
  show("#sealed", Boolean((await clinic())?.seal && window.crypto?.subtle));
  show("#locking", Boolean(session && !isShared && window.PublicKeyCredential));
  show("#lock-off", !isLocked);
  show("#lock-on", isLocked && lock.prf);
  show("#lock-screen", isLocked && !lock.prf);
  $("#lock-button").textContent = isLocked ? t("Turn the lock off") : t("Turn the lock on");
  show("#sharing", Boolean(session) && !isLocked);
  show("#shared-off", !isShared);
  show("#shared-on", isShared);
  $("#shared-button").textContent = isShared ? t("This phone is only mine") : t("This is a shared phone");
}

async function turnLock() {
  $("#lock-fault").textContent = "";
  const { lockUp, unlockForGood } = await mode();
  await ((await get("meta", "mode")) === "lock" ? unlockForGood() : lockUp())
    .catch(() => { $("#lock-fault").textContent = t("The lock was not changed. Please try again."); });
  await showAll();
}

async function turnShared() {
  await (await mode()).share((await get("meta", "mode")) !== "shared");
  location.reload();
}

async function begin() {
  const box = /** @type {HTMLInputElement} */ ($("#discreet"));
  const plain = await import("./discreet.js");
  box.checked = plain.isPlain();
  box.addEventListener("change", () => plain.choose(box.checked));
  await ready;
  $("#lock-button").addEventListener("click", turnLock);
  $("#shared-button").addEventListener("click", turnShared);
  document.addEventListener("booster:changed", showAll);
  await showAll();
}

begin();
