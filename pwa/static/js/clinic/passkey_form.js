// A form that a passkey fills in: shown where the browser knows passkeys, sent when one has signed.
import { canUse, make, use } from "./webauthn.js";

const FRESH = 4 * 60_000; // ms; the server takes an answer for five minutes
const AGAIN = "That didn’t work, or it was cancelled. Try again, or use another way.";

/** @param {HTMLFormElement} form @param {{ passkey: string, state: string }} signed */
function send(form, signed) {
  for (const [name, value] of Object.entries(signed)) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem((form.dataset.prefix || "") + name));
    field.value = value;
  }
  form.submit();
}

/** @param {HTMLFormElement} form @param {() => void} before */
function onPress(form, before) {
  const { passkey: address = "", making } = form.dataset;
  const fault = /** @type {HTMLElement} */ (form.querySelector("[role=alert]"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    before();
    fault.textContent = "";
    try {
      send(form, await (making === undefined ? use(address) : make(address)));
    } catch {
      fault.textContent = AGAIN;
    }
  });
}

/**
 * Offers passkeys among what the browser fills in for the email, until the button is pressed.
 * @param {HTMLFormElement} form @returns {() => void} ends it
 */
function offer(form) {
  let waiting = new AbortController();
  const begin = () => {
    waiting.abort();
    waiting = new AbortController();
    use(form.dataset.passkey || "", { mediation: "conditional", signal: waiting.signal })
      .then((signed) => send(form, signed), () => {}); // ended, or refused: the button is there
  };
  const every = setInterval(begin, FRESH);
  begin();
  return () => { clearInterval(every); waiting.abort(); };
}

const known = /** @type {any} */ (window).PublicKeyCredential;
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-passkey]"))) {
  if (!canUse()) continue;
  form.hidden = false;
  let end = () => {};
  onPress(form, () => end());
  if (form.dataset.offered === undefined || !known.isConditionalMediationAvailable) continue;
  known.isConditionalMediationAvailable().then((/** @type {boolean} */ can) => { if (can) end = offer(form); });
}
