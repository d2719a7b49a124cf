// The lock over a page: hidden from view and from whoever listens, opened in place, nothing lost.
import { canUse, use } from "./webauthn.js";

const OVER = "Your session is over, so a password is not enough here.";
const AWAY = "The server does not answer. Try again in a moment.";
const WRONG = "That didn’t work, or it was cancelled. Try again.";

const box = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.lock"));
const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (box.querySelector("#lock-proof"));
const fault = /** @type {HTMLElement} */ (box.querySelector("[role=alert]"));
const button = /** @type {HTMLElement | null} */ (box.querySelector("[data-use-passkey]"));
const over = /** @type {HTMLElement} */ (box.querySelector("[data-over]"));
const made = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token")).value;
export const who = box.dataset.who || "";

let title = "";
export const isLocked = () => document.documentElement.classList.contains("locked");

/** @param {string} address @param {Record<string, string>} fields */
const post = (address, fields) => fetch(address, { method: "POST", body: new URLSearchParams(fields) });

/** The token that forms want now: who signed in anew in another tab has another one. */
const token = async () => (await (await fetch(box.dataset.passkey || "")).json()).token;

export function lock() {
  if (isLocked()) return;
  title = document.title;
  document.title = "Locked";
  document.documentElement.classList.add("locked");
  fault.textContent = "";
  if (button) button.hidden = !canUse();
  over.hidden = true;
  box.showModal();
  post(box.dataset.lock || "", { csrf_token: made }).catch(() => {}); // the server's own clock locks it, too
}

/** The page is back as it was, with the focus where it was. */
export function unlocked() {
  if (!isLocked()) return;
  document.documentElement.classList.remove("locked");
  document.title = title;
  field.value = "";
  box.close();
}

/** @param {Record<string, string>} proof */
async function open(proof) {
  const answer = await token()
    .then((csrf_token) => post(box.dataset.unlock || "", { csrf_token, who, ...proof })).catch(() => null);
  if (!answer) return say(AWAY);
  if (answer.status === 204) {
    unlocked();
    document.dispatchEvent(new Event("clinic-unlocked"));
  } else if (answer.status === 401) {
    over.hidden = false;
    say(OVER);
  } else {
    say((await answer.json().catch(() => ({}))).message || AWAY);
  }
}

/** @param {string} words */
function say(words) {
  fault.textContent = words;
  field.select();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  open({ "again-proof": field.value });
});
button?.addEventListener("click", () => {
  use(box.dataset.passkey || "")
    .then(({ passkey, state }) => open({ "again-passkey": passkey, "again-state": state }), () => say(WRONG));
});
// Escape closes a dialog; this one only opens with a proof.
box.addEventListener("cancel", (event) => event.preventDefault());
box.addEventListener("close", () => { if (isLocked()) box.showModal(); });
